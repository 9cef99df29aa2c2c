package dev.unmask.enrich.realpeers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** A program that runs, and what it prints. */
final class Program implements AutoCloseable {

  private static final Duration LONGEST_START = Duration.ofSeconds(20);

  private final List<String> command;
  private final Path log;
  private final Process process;

  private Program(List<String> command, Path log, Process process) {
    this.command = command;
    this.log = log;
    this.process = process;
  }

  static Program start(Path folder, List<String> command) {
    Path log = folder.resolve("log");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return new Program(List.copyOf(command), log, process);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Waits until it accepts connections there. */
  void awaitAccepting(Place place) {
    try {
      Awaitility.await()
          .atMost(LONGEST_START)
          .failFast("it ended", () -> !process.isAlive())
          .until(place::accepts);
    } catch (RuntimeException never) {
      throw new IllegalStateException("does not accept at " + place + ": " + told(), never);
    }
  }

  /** Types a line into its console. */
  void type(String line) {
    try {
      process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
      process.getOutputStream().flush();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Its command and what it has printed, for people. */
  String told() {
    return String.join(" ", command) + "\n" + printed().indent(4);
  }

  /** What it has printed so far. */
  String printed() {
    try {
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
