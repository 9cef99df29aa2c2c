package dev.unmask.enrich.realpeers;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Where programs run, and the places that they serve at.
 *
 * @param prefix goes before each command, to run it elsewhere
 */
record Machine(Programs programs, List<String> prefix, Supplier<Place> places) {

  Machine {
    prefix = List.copyOf(prefix);
  }

  /** A place where nobody listens yet. */
  Place place() {
    return places.get();
  }

  /** A new folder with these files. */
  Path folder(Map<String, String> files) {
    return programs.folder(files);
  }

  /** Starts a server in a folder, and waits until it accepts connections. */
  Place serve(Path folder, Place place, List<String> command) {
    start(folder, command).awaitAccepting(place);
    return place;
  }

  /** Starts a program that serves nobody. */
  Program start(Path folder, List<String> command) {
    return programs.start(folder, Stream.concat(prefix.stream(), command.stream()).toList());
  }
}
