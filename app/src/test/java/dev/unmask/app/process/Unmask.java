package dev.unmask.app.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One run of the command as a process of its own. Closing kills it, with what it has started. */
final class Unmask implements AutoCloseable {
  private final Process process;
  private final Path out;
  private final Path err;

  private Unmask(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts {@code unmask} with these arguments. */
  static Unmask start(String... arguments) {
    return start(Map.of(), List.of(arguments));
  }

  /** Starts {@code unmask} with these arguments in an environment that has these variables too. */
  static Unmask start(Map<String, String> environment, List<String> arguments) {
    try {
      Path out = Files.createTempFile("unmask-it-", ".out");
      Path err = Files.createTempFile("unmask-it-", ".err");
      ProcessBuilder builder =
          new ProcessBuilder(commandLine(arguments))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("UNMASK_"));
      builder.environment().putAll(environment);
      return new Unmask(builder.start(), out, err);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** As the launcher does it, for short commands: most of a test is starts. */
  private static List<String> commandLine(List<String> arguments) {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-Dunmask.registry.home=" + System.getProperty("unmask.registry.home"),
                "-cp",
                System.getProperty("unmask.class.path"),
                "dev.unmask.app.Main"));
    words.addAll(arguments);
    return words;
  }

  /** Waits for its end. */
  int exitCode(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("not ended after " + limit + "\n" + err());
      }
      return process.exitValue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  /** Writes to its standard input, and leaves that open. */
  void feed(byte[] bytes) {
    try {
      process.getOutputStream().write(bytes);
      process.getOutputStream().flush();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  boolean running() {
    return process.isAlive();
  }

  String out() {
    return read(out);
  }

  String err() {
    return read(err);
  }

  /** What it and its children are, for looking whether they are gone. */
  List<ProcessHandle> processes() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    return all;
  }

  /** What {@code ^C} and a container's engine do. */
  void interrupt() {
    process.destroy();
  }

  /** What {@code kill -9} does. */
  void kill() {
    process.destroyForcibly();
    exitCode(Duration.ofSeconds(10));
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static Map<String, String> environment(String... pairs) {
    Map<String, String> environment = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      environment.put(pairs[i], pairs[i + 1]);
    }
    return environment;
  }
}
