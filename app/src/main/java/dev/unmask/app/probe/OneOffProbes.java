package dev.unmask.app.probe;

import dev.unmask.avro.BannerClaims;
import dev.unmask.avro.Endpoint;
import dev.unmask.avro.Observation;
import dev.unmask.avro.Outcome;
import dev.unmask.avro.PassiveReason;
import dev.unmask.avro.Provenance;
import dev.unmask.enrich.EnrichSettings;
import dev.unmask.enrich.ProbingSettings;
import dev.unmask.enrich.chain.ChainJudge;
import dev.unmask.enrich.chain.TrustStores;
import dev.unmask.enrich.observe.Observations;
import dev.unmask.enrich.observe.Sighting;
import dev.unmask.enrich.policy.AddressRules;
import dev.unmask.enrich.policy.Decision;
import dev.unmask.enrich.probe.HostProber;
import dev.unmask.enrich.probe.visit.Tier;
import dev.unmask.schemas.owner.OwnerCatalogue;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Probes hosts that a person has named: naming one is the scope. The blocklist and the
 * special-purpose ranges hold here too, and are asked immediately before each connect. Safe from
 * any thread.
 */
public final class OneOffProbes implements AutoCloseable {
  private static final String WHY = "named on the command line";

  private final OwnerCatalogue owners;
  private final AddressRules rules;
  private final Observations observations;
  private final HostProber prober;

  /**
   * Opens threads, and contacts nobody.
   *
   * @throws IllegalArgumentException without a contact
   */
  public OneOffProbes(EnrichSettings settings, OwnerCatalogue owners) {
    ProbingSettings probing = settings.probing();
    String contact =
        probing
            .contact()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "--contact is missing: the owner of a probed host must be able to reach you"));
    ChainJudge judge = new ChainJudge(TrustStores.load(probing.trustRoots()));
    this.owners = owners;
    this.rules = new AddressRules(probing.blocklist(), probing.allowLocal());
    this.observations = new Observations(provenance(settings), judge, Clock.systemUTC());
    this.prober =
        new HostProber(
            settings.prober(),
            this::gate,
            target -> CompletableFuture.completedFuture(null),
            judge,
            userAgent(settings, contact));
  }

  /** Probes one endpoint; completes normally, whatever the host does. */
  public CompletableFuture<Observation> probe(Endpoint endpoint, Optional<String> serverName) {
    Sighting sighting = sighting(endpoint, serverName);
    Optional<String> forbidden = rules.forbid(address(endpoint));
    if (forbidden.isPresent()) {
      Decision.Passive left = new Decision.Passive(PassiveReason.BLOCKLISTED, forbidden.get());
      return CompletableFuture.completedFuture(observations.passive(sighting, left));
    }
    Decision.Probe decision = new Decision.Probe(Tier.APPLICATION, WHY);
    return prober
        .probe(sighting.target(Tier.APPLICATION))
        .thenApply(report -> observations.probed(sighting, decision, report));
  }

  private Sighting sighting(Endpoint endpoint, Optional<String> serverName) {
    BannerClaims claims =
        BannerClaims.newBuilder()
            .setFeed("command line")
            .setObservedAt(Instant.now())
            .setServerName(serverName.orElse(null))
            .build();
    return new Sighting(
        endpoint, claims, List.of(), owners.named(serverName.stream().toList()), serverName);
  }

  private Optional<Outcome> gate(InetAddress address) {
    return rules.forbid(address).map(why -> Outcome.BLOCKLISTED_TARGET);
  }

  private static InetAddress address(Endpoint endpoint) {
    try {
      return InetAddress.getByName(endpoint.getIp());
    } catch (UnknownHostException impossible) {
      throw new IllegalArgumentException("'" + endpoint.getIp() + "' is no address", impossible);
    }
  }

  private static String userAgent(EnrichSettings settings, String contact) {
    return "Mozilla/5.0 (compatible; unmask/"
        + settings.identity().version()
        + "; +"
        + contact
        + ")";
  }

  private static Provenance provenance(EnrichSettings settings) {
    return Provenance.newBuilder()
        .setEnricher(settings.identity().name())
        .setVersion(settings.identity().version())
        .setVantage(settings.identity().vantage())
        .setBlocklistHash(settings.probing().blocklist().hash())
        .build();
  }

  @Override
  public void close() {
    prober.close();
  }
}
