package dev.unmask.app.command;

import dev.unmask.classify.ClassifySettings;
import dev.unmask.classify.epoch.Epoch;
import dev.unmask.classify.topology.latest.Expiry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How classify works. */
final class ClassifyOptions {
  @Option(
      names = "--state-dir",
      paramLabel = "DIR",
      description =
          "Where state is kept between restarts; restored from Kafka where it is missing. Default:"
              + " unmask-classify among the system's temporary files.")
  private @Nullable Path stateDirectory;

  @Option(names = "--threads", paramLabel = "N", description = "Threads that process. Default: 1.")
  private @Nullable Integer threads;

  @Option(
      names = "--quiet-after",
      paramLabel = "DURATION",
      description =
          "How long a certificate's hosts must be unchanged for its last verdict to be given."
              + " Default: PT10S.")
  private @Nullable Duration quietAfter;

  @Option(
      names = "--commit-interval",
      paramLabel = "DURATION",
      description = "How often what was done is committed, and seen by others. Default: PT1S.")
  private @Nullable Duration commitInterval;

  @Option(
      names = "--session-timeout",
      paramLabel = "DURATION",
      description = "How long the group waits for a process that died. Default: PT10S.")
  private @Nullable Duration sessionTimeout;

  @Option(
      names = "--standbys",
      paramLabel = "N",
      description = "Copies of the state that other processes keep. Default: 0.")
  private @Nullable Integer standbys;

  @Option(
      names = "--dead-letters-per-minute",
      paramLabel = "N",
      description =
          "Stop when more records than these cannot be read: something else is wrong. Default:"
              + " 600.")
  private @Nullable Integer deadLettersPerMinute;

  @Option(
      names = "--expire-after",
      paramLabel = "DURATION",
      description =
          "What was seen of an endpoint longer ago than this no longer counts: P90D. A day or more."
              + " Default: never.")
  private @Nullable Duration expireAfter;

  @Option(
      names = "--epoch",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Which epoch this is: each has its own state and internal topics, and one of them is live."
              + " See 'unmask epoch'. Default: ${DEFAULT-VALUE}.")
  private long epoch = 1;

  @Option(
      names = "--own-inputs",
      description =
          "Read observations and certificates from the epoch's own topics, which 'unmask epoch feed'"
              + " fills: for another number of partitions.")
  private boolean ownInputs;

  /**
   * The epoch that the options describe.
   *
   * @throws IllegalArgumentException if one is wrong
   */
  Epoch epoch() {
    return new Epoch(epoch, ownInputs);
  }

  /**
   * The settings that the options describe.
   *
   * @throws IllegalArgumentException if one is wrong
   */
  ClassifySettings settings() {
    ClassifySettings defaults = ClassifySettings.defaults();
    return new ClassifySettings(
        defaults.applicationId(),
        Given.or(stateDirectory, defaults.stateDirectory()),
        Given.or(threads, defaults.threads()),
        Given.or(quietAfter, defaults.quietAfter()),
        Given.or(commitInterval, defaults.commitInterval()),
        Given.or(sessionTimeout, defaults.sessionTimeout()),
        Given.or(standbys, defaults.standbyReplicas()),
        Given.or(deadLettersPerMinute, defaults.deadLettersPerMinute()),
        defaults.cacheBytes(),
        Optional.ofNullable(expireAfter).map(after -> new Expiry(after, Optional.empty())));
  }
}
