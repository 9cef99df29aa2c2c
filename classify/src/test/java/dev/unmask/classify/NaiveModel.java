package dev.unmask.classify;

import dev.unmask.avro.Observation;
import dev.unmask.schemas.endpoint.Endpoints;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the counts should be, by looking at all observations at once. */
final class NaiveModel {

  private record Showing(long time, String leaf) {

    static final Comparator<Showing> ORDER =
        Comparator.comparingLong(Showing::time).thenComparing(Showing::leaf);
  }

  private final Map<String, List<Observation>> byEndpoint;

  NaiveModel(List<Observation> observations) {
    byEndpoint =
        observations.stream()
            .collect(Collectors.groupingBy(seen -> Endpoints.key(seen.getEndpoint())));
  }

  /** Hosts whose newest observation shows the leaf. */
  SortedMap<String, Long> hostsByLeaf() {
    SortedMap<String, Long> counts = new TreeMap<>();
    byEndpoint.values().forEach(seen -> counts.merge(now(seen), 1L, Long::sum));
    return counts;
  }

  /** Hosts that showed the leaf before the one that they show now. */
  SortedMap<String, Long> changedByLeaf() {
    SortedMap<String, Long> counts = new TreeMap<>();
    byEndpoint
        .values()
        .forEach(seen -> before(seen).ifPresent(leaf -> counts.merge(leaf, 1L, Long::sum)));
    return counts;
  }

  private static String now(List<Observation> seen) {
    return seen.stream().map(NaiveModel::main).max(Showing.ORDER).orElseThrow().leaf();
  }

  private static Optional<String> before(List<Observation> seen) {
    List<Showing> all = new ArrayList<>();
    for (Observation observation : seen) {
      all.add(main(observation));
      long claimed = observation.getBanner().getObservedAt().toEpochMilli();
      all.add(
          new Showing(
              Math.min(claimed, main(observation).time() - 1),
              observation.getBanner().getFingerprint()));
    }
    return all.stream()
        .filter(showing -> !showing.leaf().equals(now(seen)))
        .max(Showing.ORDER)
        .map(Showing::leaf);
  }

  private static Showing main(Observation seen) {
    boolean live = seen.getTls() != null && !seen.getTls().getChain().isEmpty();
    return new Showing(
        seen.getObservedAt().toEpochMilli(),
        live ? seen.getTls().getChain().get(0) : seen.getBanner().getFingerprint());
  }
}
