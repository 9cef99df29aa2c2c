package dev.unmask.stack;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Waits for a registry's process to answer, or finds out why it does not. */
final class RegistryStart {

  private static final Duration LONGEST_START = Duration.ofSeconds(90);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);
  private static final int LONGEST_EXCERPT = 1_500;

  private final RegistrySettings settings;
  private final Process process;

  RegistryStart(RegistrySettings settings, Process process) {
    this.settings = settings;
    this.process = process;
  }

  /**
   * Waits until the registry's Confluent API answers.
   *
   * @return the base of that API
   * @throws LocalStackException if it does not in 90 seconds, or the process ends before
   */
  String await() {
    long start = System.nanoTime();
    while (System.nanoTime() - start < LONGEST_START.toNanos()) {
      Optional<String> url = url();
      if (url.isPresent() && answers(url.get())) {
        return url.get();
      }
      if (endedWithin(POLL)) {
        throw failure("ended with exit code " + process.exitValue());
      }
    }
    throw failure("did not answer within " + LONGEST_START.toSeconds() + " seconds");
  }

  private Optional<String> url() {
    Path file = settings.portFile();
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    return Optional.of("http://127.0.0.1:" + read(file) + "/apis/ccompat/v7");
  }

  private static boolean answers(String url) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(url + "/subjects").toURL().openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout((int) LONGEST_ANSWER.toMillis());
      connection.setReadTimeout((int) LONGEST_ANSWER.toMillis());
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      return false;
    }
  }

  private boolean endedWithin(Duration time) {
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("The start of the registry was interrupted.", e);
    }
  }

  private LocalStackException failure(String what) {
    String log = Files.exists(settings.log()) ? read(settings.log()) : "";
    String end = log.substring(Math.max(0, log.length() - LONGEST_EXCERPT));
    return new LocalStackException("The registry " + what + ". The end of its log:\n" + end);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new LocalStackException(
          "The registry's file " + file + " cannot be read: " + e.getMessage() + ".", e);
    }
  }
}
