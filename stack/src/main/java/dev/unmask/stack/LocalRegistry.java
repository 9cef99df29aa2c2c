package dev.unmask.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A schema registry (Apicurio) in a process of its own, on 127.0.0.1 only. It speaks Confluent's
 * API, and ends when this process ends, in whatever way that happens.
 */
public final class LocalRegistry implements AutoCloseable {

  private static final Duration LONGEST_SHUTDOWN = Duration.ofSeconds(8);

  private final Process process;
  private final String url;
  private final Runnable afterwards;

  private LocalRegistry(Process process, String url, Runnable afterwards) {
    this.process = process;
    this.url = url;
    this.afterwards = afterwards;
  }

  /**
   * Starts a registry that keeps its schemas in memory.
   *
   * @param port 0: any free one
   * @throws LocalStackException if it does not start
   */
  public static LocalRegistry startTemporary(int port) {
    return start(StackDirectory.makeTemporary(), port);
  }

  /**
   * Starts a registry on a directory, which is made if need be; schemas of an earlier one there are
   * there again, under the same ids.
   *
   * @param port 0: any free one
   * @throws LocalStackException if it does not start
   */
  public static LocalRegistry startIn(Path dataDirectory, int port) {
    return start(StackDirectory.keep(dataDirectory), port);
  }

  private static LocalRegistry start(StackDirectory directory, int port) {
    try {
      return start(RegistrySettings.in(directory, port), directory::close);
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /**
   * Starts a registry.
   *
   * @param afterwards is run when it has been closed; not if it does not start
   */
  static LocalRegistry start(RegistrySettings settings, Runnable afterwards) {
    Process process = launch(settings);
    try {
      return new LocalRegistry(process, new RegistryStart(settings, process).await(), afterwards);
    } catch (RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static Process launch(RegistrySettings settings) {
    ProcessBuilder builder =
        new ProcessBuilder(RegistryCommand.of(settings))
            .directory(settings.workDirectory().toFile())
            .redirectErrorStream(true)
            .redirectOutput(settings.log().toFile());
    builder.environment().keySet().retainAll(RegistryCommand.ENVIRONMENT);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new LocalStackException(
          "The registry's process could not be started: " + e.getMessage() + ".", e);
    }
  }

  /** The base of its Confluent API: {@code http://127.0.0.1:PORT/apis/ccompat/v7}. */
  public String url() {
    return url;
  }

  /** The registry's process, for those who count memory. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  /** Stops the registry and waits for it; a second call does nothing. */
  @Override
  public void close() {
    letGo();
    if (!ended()) {
      process.destroyForcibly();
    }
    afterwards.run();
  }

  private void letGo() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It has ended by itself, and the pipe with it.
    }
  }

  private boolean ended() {
    try {
      return process.waitFor(LONGEST_SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
