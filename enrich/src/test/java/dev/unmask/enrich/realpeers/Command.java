package dev.unmask.enrich.realpeers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A command that does its work and ends. */
record Command(List<String> words) {

  Command {
    words = List.copyOf(words);
  }

  static Command of(String program, String arguments) {
    return new Command(List.of((program + " " + arguments).split(" ")));
  }

  /** Runs it. If it fails, the exception has what it printed. */
  void run(Path folder) {
    try {
      Process process =
          new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String printed =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", words) + ": " + printed);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  void run() {
    run(Path.of("."));
  }
}
