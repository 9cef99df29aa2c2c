package dev.unmask.enrich.realpeers;

import dev.unmask.avro.Endpoint;
import dev.unmask.avro.Transport;
import dev.unmask.enrich.chain.ChainJudge;
import dev.unmask.enrich.chain.TrustStores;
import dev.unmask.enrich.probe.HostProber;
import dev.unmask.enrich.probe.peers.Probing;
import dev.unmask.enrich.probe.visit.HostTarget;
import dev.unmask.enrich.probe.visit.ProbeTimings;
import dev.unmask.enrich.probe.visit.ProberSettings;
import dev.unmask.enrich.probe.visit.Tier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One prober for a test class; it visits any number of places at once. */
final class Visits implements AfterAllCallback {

  private static final Duration WATCH = Nginx.HEADER_TIMEOUT.plusMillis(1_500);

  private final HostProber prober;

  Visits() {
    this(Probing.settings().with(Visits::patient));
  }

  Visits(ProberSettings settings) {
    this.prober =
        new HostProber(
            settings,
            address -> Optional.empty(),
            target -> CompletableFuture.completedFuture(null),
            new ChainJudge(TrustStores.load(List.of())),
            "unmask/test (+mailto:abuse@example.com)");
  }

  /**
   * Watches a little longer than {@link Nginx#HEADER_TIMEOUT}, so that the origin's end is seen;
   * for the whole of a host there is more time than is needed.
   */
  private static ProbeTimings patient(ProbeTimings times) {
    return times
        .withConnecting(Duration.ofSeconds(4), Duration.ofSeconds(4))
        .withWatch(WATCH, WATCH)
        .withHostDeadline(Duration.ofSeconds(60));
  }

  /** Begins a visit, at the tier of application data. */
  Visited full(Place place) {
    return visit(place, Tier.APPLICATION);
  }

  /** Begins a visit, at the tier of first bytes, names and sessions. */
  Visited manners(Place place) {
    return visit(place, Tier.MANNERS);
  }

  /** The same to a host that counts as the owner's own. */
  Visited twin(Place place) {
    return visit(place, Tier.MANNERS, true);
  }

  /** Begins a visit at the highest tier. */
  Visited timings(Place place) {
    return visit(place, Tier.TIMINGS);
  }

  private Visited visit(Place place, Tier tier) {
    return visit(place, tier, false);
  }

  private Visited visit(Place place, Tier tier, boolean insideOwner) {
    Endpoint endpoint =
        Endpoint.newBuilder()
            .setIp(place.ip())
            .setPort(place.port())
            .setTransport(Transport.TCP)
            .build();
    HostTarget target =
        new HostTarget(
            endpoint,
            Optional.of(Probing.NAME),
            Optional.empty(),
            OptionalLong.empty(),
            insideOwner,
            tier);
    return new Visited(prober.probe(target));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    prober.close();
  }
}
