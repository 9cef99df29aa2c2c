package dev.unmask.enrich.policy;

import dev.unmask.enrich.probe.visit.Tier;

/**
 * How deeply hosts are probed, by their certificate.
 *
 * @param others tier of all hosts that are in no sample, 1 or 2 ({@code --tier})
 * @param manners of each certificate, so many hosts are probed at tier 3, 0 to 100,000 ({@code
 *     --sample-manners}), and besides of those that differ from most others as many and a sixteenth
 *     of all
 * @param timings of each certificate, so many more at tier 4, which takes minutes a host ({@code
 *     --sample-timings})
 * @param twins of each certificate, so many hosts inside its owner's networks at tier 4 besides,
 *     since what others do is compared with what they do ({@code --sample-twins})
 */
public record SampleSizes(Tier others, int manners, int timings, int twins) {
  private static final int MOST = 100_000;
  private static final int DIFFERING_SHARE = 16;

  public SampleSizes {
    if (others.number() > Tier.APPLICATION.number()) {
      throw new IllegalArgumentException(
          "--tier is %d; give 1 or 2: tiers 3 and 4 are for samples".formatted(others.number()));
    }
    check("--sample-manners", manners);
    check("--sample-timings", timings);
    check("--sample-twins", twins);
  }

  /** Tier 2 for all; 24 hosts at tier 3, 4 at tier 4, and up to 24 twins at tier 4. */
  public static SampleSizes defaults() {
    return new SampleSizes(Tier.APPLICATION, 24, 4, 24);
  }

  /** Tier 2 for all, whatever their certificate. */
  public static SampleSizes none() {
    return new SampleSizes(Tier.APPLICATION, 0, 0, 0);
  }

  /** Of so many hosts, how many may be probed deeply because they differ from most. */
  long differing(long hosts) {
    return manners == 0 ? 0 : manners + hosts / DIFFERING_SHARE;
  }

  private static void check(String flag, int value) {
    if (value < 0 || value > MOST) {
      throw new IllegalArgumentException(
          "%s is %,d; give a number from 0 to %,d".formatted(flag, value, MOST));
    }
  }
}
