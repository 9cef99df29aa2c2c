package dev.unmask.enrich;

import dev.unmask.enrich.probe.visit.ProberSettings;
import dev.unmask.enrich.queue.QueueLimits;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings of enrich.
 *
 * @param identity who makes the observations
 * @param probing what may be probed, and how often
 * @param prober limits of the probes of one host
 * @param queue how much is taken on at once
 * @param drainTimeout how long a stop waits for what is in flight, zero to 10 minutes ({@code
 *     --drain-timeout}); what has not ended by then is handed back
 * @param group consumer group ({@code --group}); {@code <prefix>.enrich} unless given. Enrichers of
 *     one group share the work
 */
public record EnrichSettings(
    Identity identity,
    ProbingSettings probing,
    ProberSettings prober,
    QueueLimits queue,
    Duration drainTimeout,
    Optional<String> group) {

  private static final Duration LONGEST_DRAIN = Duration.ofMinutes(10);

  public EnrichSettings {
    if (drainTimeout.isNegative() || drainTimeout.compareTo(LONGEST_DRAIN) > 0) {
      throw new IllegalArgumentException(
          "--drain-timeout is %s; give zero to ten minutes".formatted(drainTimeout));
    }
    if (group.isPresent() && group.get().isBlank()) {
      throw new IllegalArgumentException(
          "--group is blank; give the name of a consumer group, or leave it out");
    }
  }

  /** Passive: nothing is probed. A stop takes 25 s at most, since Kubernetes allows 30. */
  public static EnrichSettings defaults(Identity identity) {
    return new EnrichSettings(
        identity,
        ProbingSettings.off(),
        ProberSettings.defaults(),
        QueueLimits.defaults(),
        Duration.ofSeconds(25),
        Optional.empty());
  }

  /** These settings with others of what may be probed. */
  public EnrichSettings with(ProbingSettings other) {
    return new EnrichSettings(identity, other, prober, queue, drainTimeout, group);
  }

  /** These settings with other limits of the probes. */
  public EnrichSettings with(ProberSettings other) {
    return new EnrichSettings(identity, probing, other, queue, drainTimeout, group);
  }

  /** These settings with other limits of the queue. */
  public EnrichSettings with(QueueLimits other) {
    return new EnrichSettings(identity, probing, prober, other, drainTimeout, group);
  }

  /** How a probe introduces itself over HTTP. */
  public String userAgent() {
    return "Mozilla/5.0 (compatible; unmask/%s%s)"
        .formatted(
            identity.version(), probing.contact().map(contact -> "; +" + contact).orElse(""));
  }
}
