package dev.unmask.enrich.realpeers;

import dev.unmask.enrich.probe.peers.Installed;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A network namespace: a host of its own within this kernel, gone once closed. */
final class Namespace implements AutoCloseable {

  private final String name;

  private Namespace(String name) {
    this.name = name;
  }

  /** Makes it; where that is not permitted the test is skipped, and says what the kernel said. */
  static Namespace add(String name) {
    try {
      Command.of(Installed.IP.path(), "netns add " + name).run();
    } catch (IllegalStateException refused) {
      Assumptions.abort("network namespaces are not permitted: " + refused.getMessage());
    }
    return new Namespace(name);
  }

  /** What goes before a command to run it in there. */
  List<String> prefix() {
    return List.of(Installed.IP.path(), "netns", "exec", name);
  }

  /** Runs a command in there. */
  void run(List<String> words) {
    new Command(Stream.concat(prefix().stream(), words.stream()).toList()).run();
  }

  /** Configures its network, in the words of iproute2. */
  void ip(String arguments) {
    Command.of(Installed.IP.path(), "-n " + name + " " + arguments).run();
  }

  /** Configures the network outside of it. */
  static void ipOutside(String arguments) {
    Command.of(Installed.IP.path(), arguments).run();
  }

  @Override
  public void close() {
    Command.of(Installed.IP.path(), "netns del " + name).run();
  }

  @Override
  public String toString() {
    return name;
  }
}
