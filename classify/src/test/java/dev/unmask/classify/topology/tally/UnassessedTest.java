package dev.unmask.classify.topology.tally;

import static dev.unmask.classify.ObservationBuilder.leaf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.classify.topology.InMemoryStores;
import dev.unmask.classify.topology.message.Seen;
import dev.unmask.classify.topology.store.Era;
import dev.unmask.classify.topology.store.Mode;
import dev.unmask.classify.topology.store.Profiles;
import dev.unmask.classify.topology.store.TallyRow;
import dev.unmask.classify.topology.store.VerdictRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnassessedTest {

  private InMemoryStores stores;
  private Profiles profiles;

  @BeforeEach
  void open(@TempDir Path directory) {
    stores = new InMemoryStores(directory);
    profiles = new Profiles(stores.context());
  }

  @AfterEach
  void close() {
    stores.close();
  }

  private Era era(Mode mode) {
    return Era.of(mode, stores.context());
  }

  /** Fingerprints of which all is said, in the first era. */
  private Set<String> settled(int count) {
    Set<String> all = new HashSet<>();
    for (int n = 0; n < count; n++) {
      profiles.put(leaf(n), TallyRow.NONE.changed().settledNow());
      profiles.put(leaf(n), VerdictRow.NONE.checkedAt(1));
      all.add(leaf(n));
    }
    return all;
  }

  private List<String> found(Unassessed unassessed) {
    List<String> found = new ArrayList<>();
    while (!unassessed.done()) {
      List<String> some = unassessed.next();
      assertThat(some).hasSizeLessThanOrEqualTo(Unassessed.SOME);
      found.addAll(some);
    }
    return found;
  }

  @Test
  void all_fingerprints_are_found_once_when_an_epoch_is_made_live_some_at_a_time() {
    Set<String> all = settled(2 * Unassessed.SOME + 7);
    era(Mode.SHADOW);
    Unassessed unassessed = new Unassessed(profiles, era(Mode.LIVE));

    assertThat(unassessed.next()).hasSize(Unassessed.SOME);
    assertThat(unassessed.done()).isFalse();
    assertThat(found(new Unassessed(profiles, era(Mode.LIVE))))
        .hasSize(all.size())
        .containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void killed_on_the_way_it_goes_on_with_those_that_are_left() {
    settled(10);
    era(Mode.SHADOW);
    Era live = era(Mode.LIVE);
    profiles.put(leaf(3), profiles.verdict(leaf(3)).orElseThrow().in(live));

    assertThat(found(new Unassessed(profiles, live))).hasSize(9).doesNotContain(leaf(3));
  }

  @Test
  void what_is_only_inherited_is_not_spoken_of() {
    profiles.put(leaf(1), TallyRow.NONE.seenAt(Seen.at(5)));
    era(Mode.SHADOW);

    assertThat(found(new Unassessed(profiles, era(Mode.LIVE)))).isEmpty();
  }

  @Test
  void of_an_epoch_that_never_was_anything_else_there_is_nothing_to_look_for() {
    settled(10);

    assertThat(new Unassessed(profiles, era(Mode.LIVE)).done()).isTrue();
  }
}
