package dev.unmask.app.local;

import dev.unmask.classify.ClassifySettings;
import dev.unmask.classify.topology.latest.Expiry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How classify works in a run that ends: whoever waits for it does not want to wait for long. */
public final class LocalClassification {
  private static final Duration QUIET_AFTER = Duration.ofSeconds(2);
  private static final Duration COMMIT_INTERVAL = Duration.ofMillis(500);

  private LocalClassification() {}

  /** The defaults, but quiet sooner. */
  public static ClassifySettings hurried(Path state) {
    ClassifySettings defaults = ClassifySettings.defaults();
    return hurried(state, defaults.threads(), defaults.deadLettersPerMinute(), defaults.expiry());
  }

  /**
   * The same for a replay. It reads in a minute what came in months: any number of bad records is
   * no sign of anything.
   */
  public static ClassifySettings replaying(Path state, int threads, Optional<Expiry> expiry) {
    return hurried(state, threads, Integer.MAX_VALUE, expiry);
  }

  private static ClassifySettings hurried(
      Path state, int threads, int deadLettersPerMinute, Optional<Expiry> expiry) {
    ClassifySettings defaults = ClassifySettings.defaults();
    return new ClassifySettings(
        Optional.empty(),
        state,
        threads,
        QUIET_AFTER,
        COMMIT_INTERVAL,
        defaults.sessionTimeout(),
        defaults.standbyReplicas(),
        deadLettersPerMinute,
        defaults.cacheBytes(),
        expiry);
  }

  /** The defaults, with state kept there. */
  public static ClassifySettings at(Path state) {
    ClassifySettings defaults = ClassifySettings.defaults();
    return new ClassifySettings(
        defaults.applicationId(),
        state,
        defaults.threads(),
        defaults.quietAfter(),
        defaults.commitInterval(),
        defaults.sessionTimeout(),
        defaults.standbyReplicas(),
        defaults.deadLettersPerMinute(),
        defaults.cacheBytes(),
        defaults.expiry());
  }
}
