package dev.unmask.lab.scenario;

import dev.unmask.avro.Role;
import dev.unmask.lab.scenario.Behaviour.Relay;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a feed has beside what one looks for: hosts that are gone since the crawl, and hosts that
 * showed another certificate then. A share of each cluster's, as drawn. Not for use twice: a draw
 * moves its random numbers on.
 */
final class Noise {
  private static final double MOST_GONE = 0.2;
  private static final double MOST_MOVED = 0.15;

  private final Casting casting;
  private final SplittableRandom random;

  Noise(Casting casting, SplittableRandom random) {
    this.casting = casting;
    this.random = random;
  }

  /** The clusters, each with noise; those of a single host stay as they are. */
  List<Cluster> in(List<Cluster> clusters) {
    List<Cluster> large = clusters.stream().filter(one -> one.hosts().count() > 1).toList();
    return clusters.stream().map(one -> large.contains(one) ? noisy(one, large) : one).toList();
  }

  private Cluster noisy(Cluster cluster, List<Cluster> others) {
    List<Cast> casts = new ArrayList<>();
    Leaf before = others.get(random.nextInt(others.size())).leaf();
    for (Cast cast : cluster.casts()) {
      boolean moves = !before.equals(cluster.leaf()) && showsToAll(cast);
      casts.addAll(split(cast, moves ? share(cast.hosts().size(), MOST_MOVED) : 0, before));
    }
    int gone = share((int) cluster.hosts().count(), MOST_GONE);
    if (gone > 0 && casts.stream().noneMatch(cast -> cast.role() == Role.UNREACHABLE)) {
      casts.add(casting.gone(gone));
    }
    return new Cluster(cluster.leaf(), cluster.verdict(), cluster.reason(), casts);
  }

  /** Who asks by the name that was seen before is shown the certificate of now. */
  private static boolean showsToAll(Cast cast) {
    return cast.hosts().stream()
        .allMatch(
            host ->
                host.behaviour(host.tlsPort())
                    .filter(
                        one ->
                            !(one instanceof Relay relay)
                                || relay.manners().opening().routes().fixed())
                    .isPresent());
  }

  private static List<Cast> split(Cast cast, int moved, Leaf before) {
    if (moved == 0) {
      return List.of(cast);
    }
    List<LabHost> hosts = cast.hosts();
    int stay = hosts.size() - moved;
    return List.of(
        cast.of(hosts.subList(0, stay)), cast.moved(hosts.subList(stay, hosts.size()), before));
  }

  private int share(int hosts, double most) {
    return (int) (hosts * random.nextDouble(most));
  }
}
