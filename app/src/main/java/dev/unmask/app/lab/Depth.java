package dev.unmask.app.lab;

import dev.unmask.enrich.policy.Rates;
import dev.unmask.enrich.policy.SampleSizes;
import dev.unmask.enrich.probe.visit.ProbeTimings;
import java.time.Duration;

/**
 * How deeply the lab's hosts are probed, and how fast.
 *
 * @param rates connections a second: this machine serves both ends of each, and what it cannot keep
 *     up with looks like a host that hesitates
 * @param samples how many hosts of a certificate at which tier
 * @param pace how long silences and holds are watched, compared with the defaults, above 0, at most
 *     1: where the lab's waits are shorter than the real systems', so is the patience with them.
 *     Below 1 nobody is watched for longer than others: what came after the fast profile's watch is
 *     not compared, and classification knows that watch by its default
 */
public record Depth(Rates rates, SampleSizes samples, double pace) {
  public Depth {
    if (!(pace > 0 && pace <= 1)) {
      throw new IllegalArgumentException("a pace is above 0, at most 1, not " + pace);
    }
  }

  ProbeTimings paced(ProbeTimings times) {
    if (pace == 1) {
      return times;
    }
    Duration watch = paced(times.fastWatch());
    return times
        .withSilence(paced(times.silence()), paced(times.vpnSilence()))
        .withWatch(watch, watch);
  }

  private Duration paced(Duration real) {
    return Duration.ofMillis(Math.round(real.toMillis() * pace));
  }
}
