package dev.unmask.classify.alert;

import dev.unmask.avro.DispositionKind;
import dev.unmask.avro.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What was said of a case last.
 *
 * @param permille confidence, 0 to 1,000
 * @param lastSeen when its hosts had been seen last; where none counted, as it was said before
 * @param ruling what held of it then
 */
public record Told(
    Instant at,
    Severity severity,
    int permille,
    long hosts,
    long fingerprints,
    Optional<Instant> lastSeen,
    Optional<DispositionKind> ruling) {

  /** Changes of figures are told at most so often. */
  private static final Duration PACE = Duration.ofHours(1);

  private static final int CONFIDENCE_STEP = 200;

  /**
   * @param before what was said before; empty for the first time
   */
  static Told of(
      Instant at, Standing standing, Optional<Told> before, Optional<DispositionKind> ruling) {
    return new Told(
        at,
        standing.severity(),
        standing.permille(),
        standing.hosts(),
        standing.fingerprints(),
        standing.lastSeen().or(() -> before.flatMap(Told::lastSeen)),
        ruling);
  }

  /** Whether it has become bad enough to say so again, whatever was decided before. */
  boolean worseNow(Standing now) {
    return now.severity().compareTo(severity) > 0 || now.hosts() >= 2 * Math.max(1, hosts);
  }

  /** Whether it has changed enough for somebody to want to know. */
  boolean otherwiseNow(Standing now) {
    return now.severity() != severity
        || Math.abs(now.permille() - permille) >= CONFIDENCE_STEP
        || twice(now.hosts(), hosts)
        || twice(now.fingerprints(), fingerprints);
  }

  /** When changes of figures may be told again; now, if the clock has been put back since. */
  Instant again(Instant now) {
    return at.isAfter(now) ? now : at.plus(PACE);
  }

  private static boolean twice(long one, long other) {
    return Math.max(one, other) >= 2 * Math.max(1, Math.min(one, other));
  }
}
