package dev.unmask.app.compare;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One certificate in both runs. Immutable.
 *
 * @param live the verdict that stands
 * @param replay the one that the replay gives; not empty where {@code live} is
 */
public record Difference(Optional<Judged> live, Optional<Judged> replay) {
  /** Checks that there is something to compare. */
  public Difference {
    if (live.isEmpty() && replay.isEmpty()) {
      throw new IllegalArgumentException("a difference between nothing and nothing");
    }
  }

  /** Either verdict, the replay's where there is one: for what both say alike. */
  public Judged either() {
    return replay.or(() -> live).orElseThrow();
  }

  /** In what they differ; empty where they have the same digest. */
  public Set<Change> changes() {
    if (replay.isEmpty()) {
      return EnumSet.of(Change.ONLY_LIVE);
    } else if (live.isEmpty()) {
      return EnumSet.of(Change.ONLY_REPLAY);
    }
    return changes(live.get(), replay.get());
  }

  /** Whether people would hear of it: more than words differ. */
  public boolean material() {
    return changes().stream().anyMatch(change -> change != Change.CONTENT);
  }

  /** Hosts of the larger of the two. */
  public long hosts() {
    return Stream.of(live, replay)
        .flatMap(Optional::stream)
        .mapToLong(Judged::hosts)
        .max()
        .orElse(0);
  }

  private static Set<Change> changes(Judged live, Judged replay) {
    Set<Change> changes = EnumSet.noneOf(Change.class);
    if (live.kind() != replay.kind() || !live.reason().equals(replay.reason())) {
      changes.add(Change.KIND);
    }
    if (live.thousandths() != replay.thousandths()) {
      changes.add(Change.CONFIDENCE);
    }
    if (!live.hostsByRole().equals(replay.hostsByRole())) {
      changes.add(Change.HOSTS);
    }
    if (changes.isEmpty() && !live.digest().equals(replay.digest())) {
      changes.add(Change.CONTENT);
    }
    return changes;
  }
}
