package dev.unmask.enrich.queue;

import static java.util.stream.Collectors.toCollection;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which records begin next. A lane's start is counted first: the broker knows that something runs
 * before it does. As long as a lane is gone about one record at a time, nothing else runs in this
 * process: if it crashes, it is known by whom. Used by the consumer's thread alone.
 */
final class Starts {
  private final InFlight inFlight;
  private final Commits commits;

  Starts(InFlight inFlight, Commits commits) {
    this.inFlight = inFlight;
    this.commits = commits;
  }

  /** Begins what the limits allow. */
  void begin(Collection<Lane> lanes) {
    var careful = lanes.stream().filter(Lane::oneAtATime).toList();
    if (careful.isEmpty()) {
      together(lanes);
    } else if (inFlight.count() == 0) {
      alone(careful, lanes);
    }
  }

  private void alone(List<Lane> careful, Collection<Lane> all) {
    var next = careful.stream().filter(Lane::canStart).limit(1).toList();
    count(next, all);
    next.stream().filter(Lane::counted).forEach(inFlight::start);
  }

  /** In turns, a record of each partition, so that none waits for another. */
  private void together(Collection<Lane> lanes) {
    if (inFlight.hasRoom()) {
      count(lanes.stream().filter(Lane::canStart).toList(), lanes);
    }
    while (inFlight.hasRoom() && lanes.stream().anyMatch(Lane::mayStart)) {
      lanes.stream().filter(lane -> inFlight.hasRoom() && lane.mayStart()).forEach(inFlight::start);
    }
  }

  private void count(List<Lane> starting, Collection<Lane> all) {
    Set<Lane> uncounted =
        starting.stream()
            .filter(Predicate.not(Lane::counted))
            .collect(toCollection(LinkedHashSet::new));
    if (!uncounted.isEmpty()) {
      commits.count(uncounted, all);
    }
  }
}
