package dev.unmask.app.command;

import dev.unmask.enrich.Moderation;
import dev.unmask.enrich.ProbingSettings;
import dev.unmask.enrich.policy.SampleSizes;
import dev.unmask.enrich.probe.visit.Tier;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which of the hosts that may be probed are, how deeply, and when again. */
final class SamplingOptions {
  @Option(
      names = "--tier",
      paramLabel = "N",
      description =
          "How much every host is asked: 1 a TLS handshake, 2 application data, liveness and VPN ports too (the default).")
  private @Nullable Integer tier;

  @Option(
      names = "--sample-manners",
      paramLabel = "N",
      description =
          "Of each certificate, so many hosts are asked at tier 3 (names, sessions, first bytes). Default: 24.")
  private @Nullable Integer manners;

  @Option(
      names = "--sample-timings",
      paramLabel = "N",
      description =
          "Of each certificate, so many hosts more at tier 4 (round trips, long holds). Default: 4.")
  private @Nullable Integer timings;

  @Option(
      names = "--sample-twins",
      paramLabel = "N",
      description =
          "Of each certificate, so many hosts in its owner's networks at tier 4. Default: 24.")
  private @Nullable Integer twins;

  @Option(
      names = "--reprobe-after",
      paramLabel = "DURATION",
      description =
          "For so long a host that was probed is left alone, whoever probed it. Default: PT24H.")
  private @Nullable Duration reprobeAfter;

  @Option(
      names = "--confirm-scope",
      paramLabel = "N",
      description =
          "Confirms a change of scope that adds up to N hosts to those that may be probed. Default: 1,000.")
  private @Nullable Long mostAdded;

  /**
   * These settings with what the options say.
   *
   * @throws IllegalArgumentException if one is wrong
   */
  ProbingSettings on(ProbingSettings probing) {
    Moderation given = probing.moderation();
    return probing
        .with(
            new Moderation(
                given.rates(),
                samples(given.samples()),
                Given.or(reprobeAfter, given.reprobeAfter())))
        .withMostAdded(Given.or(mostAdded, probing.mostAdded()));
  }

  private SampleSizes samples(SampleSizes otherwise) {
    return new SampleSizes(
        tier == null ? otherwise.others() : tier(tier),
        Given.or(manners, otherwise.manners()),
        Given.or(timings, otherwise.timings()),
        Given.or(twins, otherwise.twins()));
  }

  private static Tier tier(int number) {
    return Arrays.stream(Tier.values())
        .filter(one -> one.number() == number)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("--tier is " + number + "; give 1 or 2"));
  }
}
