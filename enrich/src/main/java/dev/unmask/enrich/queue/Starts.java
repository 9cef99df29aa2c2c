package dev.unmask.enrich.queue;

import static java.util.stream.Collectors.toCollection;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which records begin next. A lane's start is counted first: the broker knows that something runs
 * before it does. Of lanes where one start has crashed few records run at once, all together. As
 * long as a lane is gone about one record at a time, nothing else runs in this process: if it
 * crashes, it is known by whom. Used by the consumer's thread alone.
 */
final class Starts {
  /**
   * After one crash. As many, and a few more, are worked on one at a time after another: more here
   * are sooner done with what was in flight at the first crash, fewer sooner find the culprit.
   */
  static final int SUSPECTS_AT_ONCE = 64;

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
    var starting = lanes.stream().filter(lane -> hasRoom(lane, lanes)).toList();
    count(starting.stream().filter(Lane::canStart).toList(), lanes);
    while (starting.stream().anyMatch(lane -> mayStart(lane, lanes))) {
      starting.stream().filter(lane -> mayStart(lane, lanes)).forEach(inFlight::start);
    }
  }

  private boolean mayStart(Lane lane, Collection<Lane> all) {
    return lane.mayStart() && hasRoom(lane, all);
  }

  private boolean hasRoom(Lane lane, Collection<Lane> all) {
    return inFlight.hasRoom() && (!lane.fewAtOnce() || suspects(all) < SUSPECTS_AT_ONCE);
  }

  private static int suspects(Collection<Lane> all) {
    return all.stream().filter(Lane::fewAtOnce).mapToInt(Lane::inFlight).sum();
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
