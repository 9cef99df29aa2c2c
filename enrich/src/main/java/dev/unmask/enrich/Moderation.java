package dev.unmask.enrich;

import dev.unmask.enrich.policy.Rates;
import dev.unmask.enrich.policy.SampleSizes;
import java.time.Duration;

/**
 * How often and how deeply hosts are probed.
 *
 * @param rates connections a second at most
 * @param samples which hosts are probed how deeply
 * @param reprobeAfter for how long a host that was probed is left alone, zero to 30 days ({@code
 *     --reprobe-after})
 */
public record Moderation(Rates rates, SampleSizes samples, Duration reprobeAfter) {
  /** As long as the topic that remembers keeps a record. */
  private static final Duration LONGEST_PAUSE = Duration.ofDays(30);

  public Moderation {
    if (reprobeAfter.isNegative() || reprobeAfter.compareTo(LONGEST_PAUSE) > 0) {
      throw new IllegalArgumentException(
          "--reprobe-after is %s; give zero to P30D".formatted(reprobeAfter));
    }
  }

  /**
   * A host once a day, at the rates of {@link Rates#defaults} and as deeply as {@link
   * SampleSizes#defaults} say.
   */
  public static Moderation defaults() {
    return new Moderation(Rates.defaults(), SampleSizes.defaults(), Duration.ofDays(1));
  }
}
