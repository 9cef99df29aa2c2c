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
import dev.unmask.enrich.policy.Pace;
import dev.unmask.enrich.probe.HostProber;
import dev.unmask.enrich.probe.visit.HostTarget;
import dev.unmask.enrich.probe.visit.Tier;
import dev.unmask.schemas.owner.Owner;
import dev.unmask.schemas.owner.OwnerCatalogue;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

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
  private final ScheduledExecutorService timer;
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
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "unmask-pace");
              thread.setDaemon(true);
              return thread;
            });
    Pace pace = new Pace(probing.moderation().rates(), timer);
    this.prober =
        new HostProber(
            settings.prober(),
            this::gate,
            target -> pace.take(target.endpoint().getIp(), target.asn()),
            judge,
            userAgent(settings, contact));
  }

  /**
   * Probes one endpoint; completes normally, whatever the host does.
   *
   * @param twin whether it is known to be the owner's own
   */
  public CompletableFuture<Observation> probe(
      Endpoint endpoint, Optional<String> serverName, Tier tier, boolean twin) {
    Sighting sighting = sighting(endpoint, serverName);
    Optional<String> forbidden = rules.forbid(address(endpoint));
    if (forbidden.isPresent()) {
      Decision.Passive left = new Decision.Passive(PassiveReason.BLOCKLISTED, forbidden.get());
      return CompletableFuture.completedFuture(observations.passive(sighting, left));
    }
    HostTarget target = sighting.target(tier);
    HostTarget asked =
        new HostTarget(
            target.endpoint(),
            target.serverName(),
            target.owner(),
            target.asn(),
            twin || target.insideOwner(),
            tier);
    Decision.Probe decision = new Decision.Probe(tier, WHY);
    return prober.probe(asked).thenApply(report -> observations.probed(sighting, decision, report));
  }

  /**
   * What an observation says on each code of evidence.
   *
   * @param twin a host of the owner's that shows the same leaf
   */
  public ProbedHost conclude(Observation seen, Optional<Observation> twin) {
    Optional<Owner> owner =
        owners.named(Optional.ofNullable(seen.getBanner().getServerName()).stream().toList());
    return new ProbedHost(seen, HostFindings.of(seen, twin, owner, owners));
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
    timer.shutdownNow();
  }
}
