package dev.unmask.lab.scenario;

import dev.unmask.lab.scenario.Behaviour.Relay;
import dev.unmask.lab.scenario.Opening.Patience;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Hosts that change their certificate in the middle of a run: until then they show that of another
 * cluster, as a server that has its key or as a relay to its origin, and the crawler has seen them
 * so. Some of one cast in some of the clusters, as drawn. Not for use twice: a draw moves its
 * random numbers on.
 */
final class Changes {
  private static final double CLUSTERS = 0.4;
  private static final double MOST_OF_A_CAST = 0.3;

  private final SplittableRandom random;
  private final List<LabHost> former = new ArrayList<>();

  Changes(SplittableRandom random) {
    this.random = random;
  }

  /** The scenario with changes; clusters of a single host stay as they are. */
  LabScenario in(LabScenario scenario) {
    List<Cluster> large =
        scenario.clusters().stream().filter(one -> one.hosts().count() > 1).toList();
    Set<InetSocketAddress> origins = origins(scenario);
    List<Cluster> clusters = new ArrayList<>();
    for (Cluster cluster : scenario.clusters()) {
      boolean changes = large.contains(cluster) && random.nextDouble() < CLUSTERS;
      clusters.add(changes ? changing(cluster, anyOf(large), origins) : cluster);
    }
    return new LabScenario(
        scenario.name(),
        scenario.ports(),
        scenario.owners(),
        clusters,
        scenario.bystanders(),
        former);
  }

  private Cluster changing(Cluster cluster, Cluster other, Set<InetSocketAddress> origins) {
    List<Cast> candidates =
        cluster.casts().stream()
            .filter(cast -> !other.leaf().equals(cluster.leaf()))
            .filter(cast -> !able(cast, other, origins).isEmpty())
            .toList();
    if (candidates.isEmpty()) {
      return cluster;
    }
    Cast chosen = anyOf(candidates);
    List<Cast> casts = new ArrayList<>();
    for (Cast cast : cluster.casts()) {
      casts.addAll(
          cast.equals(chosen) ? split(cast, able(cast, other, origins), other) : List.of(cast));
    }
    return new Cluster(cluster.leaf(), cluster.verdict(), cluster.reason(), casts);
  }

  /** At least one, and one stays as it is. */
  private List<Cast> split(Cast cast, List<LabHost> able, Cluster other) {
    int most = (int) Math.max(1, cast.hosts().size() * MOST_OF_A_CAST);
    List<LabHost> changing = able.subList(0, Math.min(able.size(), 1 + random.nextInt(most)));
    changing.forEach(host -> former.add(before(host, other).orElseThrow()));
    List<LabHost> rest = cast.hosts().stream().filter(host -> !changing.contains(host)).toList();
    return List.of(cast.of(rest), cast.changing(changing, other.leaf()));
  }

  /**
   * Those of a cast that can have been the other cluster's. Behind an origin, its relays would show
   * another certificate too.
   */
  private static List<LabHost> able(Cast cast, Cluster other, Set<InetSocketAddress> origins) {
    return cast.seen().isPresent() || cast.hosts().size() < 2
        ? List.of()
        : cast.hosts().stream()
            .filter(host -> !origins.contains(Casting.endpoint(host)))
            .filter(host -> before(host, other).isPresent())
            .toList();
  }

  /** The host as it was: the same but for what its TLS port does. */
  private static Optional<LabHost> before(LabHost host, Cluster other) {
    return host.behaviour(host.tlsPort())
        .flatMap(now -> before(now, other))
        .map(then -> host.with(host.tlsPort(), then));
  }

  private static Optional<Behaviour> before(Behaviour now, Cluster other) {
    if (now instanceof TlsServer server && server.named().isEmpty()) {
      return Optional.of(server.with(other.leaf()));
    }
    if (now instanceof Relay relay && leadsToOne(relay)) {
      return origin(other).map(there -> new Relay(there, relay.manners()));
    }
    return Optional.empty();
  }

  private static boolean leadsToOne(Relay relay) {
    Opening opening = relay.manners().opening();
    return opening.routes().fixed() && !(opening.patience() instanceof Patience.Dials);
  }

  /** Where the relays of a cluster lead, if it has any. */
  private static Optional<InetSocketAddress> origin(Cluster cluster) {
    return relays(cluster.hosts()).filter(Changes::leadsToOne).map(Relay::origin).findFirst();
  }

  private static Set<InetSocketAddress> origins(LabScenario scenario) {
    Set<InetSocketAddress> origins = new HashSet<>();
    relays(scenario.everyone())
        .forEach(
            relay -> {
              origins.add(relay.origin());
              origins.addAll(relay.manners().opening().routes().byName().values());
            });
    return origins;
  }

  private static Stream<Relay> relays(Stream<LabHost> hosts) {
    return hosts
        .flatMap(host -> host.ports().values().stream())
        .filter(Relay.class::isInstance)
        .map(Relay.class::cast);
  }

  private <T> T anyOf(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
