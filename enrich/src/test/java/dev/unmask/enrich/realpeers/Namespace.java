package dev.unmask.enrich.realpeers;

import dev.unmask.enrich.probe.peers.Installed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
      run(List.of(Installed.IP.path(), "netns", "add", name));
    } catch (IllegalStateException refused) {
      Assumptions.abort("network namespaces are not permitted: " + refused.getMessage());
    }
    return new Namespace(name);
  }

  /** What goes before a command to run it in there. */
  List<String> prefix() {
    return List.of(Installed.IP.path(), "netns", "exec", name);
  }

  void runInside(String... command) {
    List<String> inside = new ArrayList<>(prefix());
    inside.addAll(List.of(command));
    run(inside);
  }

  /** Runs a command of this machine, in its words, and waits for it. */
  static void run(String command) {
    run(List.of(command.split(" ")));
  }

  private static void run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      byte[] printed = process.getInputStream().readAllBytes();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(
            String.join(" ", command) + ": " + new String(printed, StandardCharsets.UTF_8).strip());
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  @Override
  public void close() {
    run(List.of(Installed.IP.path(), "netns", "del", name));
  }

  @Override
  public String toString() {
    return name;
  }
}
