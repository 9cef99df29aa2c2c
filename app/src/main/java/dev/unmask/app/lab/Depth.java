package dev.unmask.app.lab;

import dev.unmask.enrich.policy.SampleSizes;
import dev.unmask.enrich.probe.visit.ProbeTimings;
import java.time.Duration;

/**
 * How deeply the lab's hosts are probed.
 *
 * @param samples how many hosts of a certificate at which tier
 * @param pace how long silences and holds are watched, compared with the defaults, above 0, at most
 *     1: where the lab's waits are shorter than the real systems', so is the patience with them
 */
public record Depth(SampleSizes samples, double pace) {
  public Depth {
    if (!(pace > 0 && pace <= 1)) {
      throw new IllegalArgumentException("a pace is above 0, at most 1, not " + pace);
    }
  }

  ProbeTimings paced(ProbeTimings times) {
    return times
        .withSilence(paced(times.silence()), paced(times.vpnSilence()))
        .withWatch(paced(times.fastWatch()), paced(times.thoroughWatch()));
  }

  private Duration paced(Duration real) {
    return Duration.ofMillis(Math.round(real.toMillis() * pace));
  }
}
