package dev.unmask.classify.topology.latest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.classify.topology.message.HostMoved;
import dev.unmask.classify.topology.message.Seen;
import dev.unmask.classify.topology.message.Standing;
import dev.unmask.classify.topology.message.ToFingerprint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class LatestRowTest {

  private static final String A = "aa".repeat(32);
  private static final String B = "bb".repeat(32);
  private static final String C = "cc".repeat(32);

  @Test
  void the_newest_observation_says_what_is_shown_now() {
    LatestRow row = rowOf(passive(2, B), passive(1, A));

    assertThat(row.counting()).contains(passive(2, B).sighting());
    assertThat(row.left()).contains(new Shown(1, A));
  }

  @Test
  void a_probed_one_counts_until_a_newer_passive_one_names_another_fingerprint() {
    assertThat(rowOf(probed(1, A), passive(2, A)).counting()).contains(probed(1, A).sighting());
    assertThat(rowOf(probed(1, A), passive(2, B)).counting()).contains(passive(2, B).sighting());
    assertThat(rowOf(probed(3, A), passive(2, B)).counting()).contains(probed(3, A).sighting());
  }

  @Test
  void of_one_moment_the_greater_bytes_are_newer() {
    assertThat(rowOf(passive(1, A), passive(1, B))).isEqualTo(rowOf(passive(1, B), passive(1, A)));
    assertThat(rowOf(passive(1, B), passive(1, A)).counting().orElseThrow().fingerprint())
        .isEqualTo(B);
  }

  @Test
  void a_duplicate_does_nothing() {
    LatestRow row = rowOf(passive(1, A), probed(2, A));

    assertThat(row.with(passive(1, A))).isEqualTo(row);
    assertThat(row.holds(passive(1, A).sighting())).isTrue();
    assertThat(row.holds(passive(2, A).sighting())).isFalse();
  }

  @Test
  void the_banners_claim_is_what_was_left() {
    Observed moved =
        new Observed(probed(5, B).sighting(), Optional.of(new Shown(4, A)), Seen.at(5));

    assertThat(LatestRow.NONE.with(moved).left()).contains(new Shown(4, A));
    assertThat(LatestRow.NONE.with(moved).with(passive(6, A)).left()).contains(new Shown(5, B));
  }

  @Test
  void the_row_is_the_same_in_any_order() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<Observed> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        all.add(random(random));
      }
      LatestRow row = rowOf(all.toArray(Observed[]::new));
      for (int shuffle = 0; shuffle < 20; shuffle++) {
        Collections.shuffle(all, random);
        assertThat(rowOf(all.toArray(Observed[]::new))).as("seed %s", seed).isEqualTo(row);
      }
    }
  }

  @Test
  void the_row_survives_being_stored() {
    LatestRowCodec codec = new LatestRowCodec();
    for (LatestRow row :
        List.of(
            LatestRow.NONE, rowOf(passive(1, A), probed(2, B)).telling(77), rowOf(probed(9, C)))) {
      assertThat(codec.decode(codec.encode(row))).isEqualTo(row);
    }
  }

  @Test
  void a_host_that_moves_on_tells_both_fingerprints() {
    Map<String, ToFingerprint> messages = messages(rowOf(passive(1, A)), passive(2, B));

    assertThat(messages).containsOnlyKeys(A, B);
    assertThat(messages.get(A))
        .isEqualTo(moved(Optional.of(STANDING), Optional.of(Standing.CHANGED), Optional.empty()));
    assertThat(messages.get(B))
        .isEqualTo(moved(Optional.empty(), Optional.of(STANDING), Optional.of(Seen.at(2))));
  }

  @Test
  void a_host_that_moves_on_twice_is_changed_at_one_fingerprint_alone() {
    Map<String, ToFingerprint> messages =
        messages(rowOf(passive(1, A), passive(2, B)), passive(3, C));

    assertThat(messages.get(A))
        .isEqualTo(moved(Optional.of(Standing.CHANGED), Optional.empty(), Optional.empty()));
    assertThat(messages).containsOnlyKeys(A, B, C);
  }

  @Test
  void an_observation_that_comes_late_still_counts_as_seen() {
    assertThat(messages(rowOf(passive(2, A)), passive(1, A))).isEqualTo(Map.of(A, Seen.at(1)));
  }

  @Test
  void
      a_late_observation_of_another_fingerprint_makes_it_the_one_left_and_the_role_be_told_again() {
    Map<String, ToFingerprint> messages = messages(rowOf(passive(2, A)), passive(1, B));

    assertThat(messages.get(B))
        .isEqualTo(moved(Optional.empty(), Optional.of(Standing.CHANGED), Optional.of(Seen.at(1))));
    assertThat(messages.get(A))
        .isEqualTo(moved(Optional.of(STANDING), Optional.of(STANDING), Optional.empty()));
  }

  @Test
  void what_expires_leaves_the_row_of_what_was_seen_since_whenever_that_is_noticed() {
    Random random = new Random(11);
    for (int trial = 0; trial < 200; trial++) {
      List<Observed> all = Stream.generate(() -> random(random)).limit(12).toList();
      long cutoff = random.nextInt(5);
      LatestRow noticedOften = LatestRow.NONE;
      LatestRow noticedLate = LatestRow.NONE;
      for (Observed observed : all) {
        noticedOften = noticedOften.with(observed).since(random.nextInt((int) cutoff + 1));
        noticedLate = noticedLate.with(observed);
      }

      assertThat(noticedOften.since(cutoff)).isEqualTo(noticedLate.since(cutoff));
    }
  }

  private static final Standing STANDING =
      new Standing(Bytes.wrap(new byte[] {1, 0}), OptionalLong.of(1), "NL");

  private static HostMoved moved(
      Optional<Standing> before, Optional<Standing> after, Optional<Seen> seen) {
    return new HostMoved("host", before, after, seen);
  }

  private static Map<String, ToFingerprint> messages(LatestRow before, Observed observed) {
    return new Consequences("host", before, before.with(observed), Optional.of(observed))
        .messages();
  }

  private static LatestRow rowOf(Observed... all) {
    LatestRow row = LatestRow.NONE;
    for (Observed observed : all) {
      row = row.with(observed);
    }
    return row;
  }

  private static Observed passive(long time, String leaf) {
    return new Observed(new Sighting(time, leaf, false, STANDING), Optional.empty(), Seen.at(time));
  }

  private static Observed probed(long time, String leaf) {
    Standing standing = new Standing(Bytes.wrap(new byte[] {1, 1}), OptionalLong.of(1), "NL");
    return new Observed(new Sighting(time, leaf, true, standing), Optional.empty(), Seen.at(time));
  }

  private static Observed random(Random random) {
    String[] leaves = {A, B, C};
    long time = random.nextInt(5);
    String leaf = leaves[random.nextInt(3)];
    Observed observed = random.nextBoolean() ? passive(time, leaf) : probed(time, leaf);
    String claimed = leaves[random.nextInt(3)];
    return claimed.equals(leaf)
        ? observed
        : new Observed(
            observed.sighting(),
            Optional.of(new Shown(time - 1 - random.nextInt(3), claimed)),
            observed.seen());
  }
}
