package dev.unmask.app.compare;

import static dev.unmask.app.compare.Judgements.camouflage;
import static dev.unmask.app.compare.Judgements.hosts;
import static dev.unmask.app.compare.Judgements.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.InconclusiveReason;
import dev.unmask.avro.Verdict;
import dev.unmask.avro.VerdictKind;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Stretch ALWAYS = new Stretch(Optional.empty(), Optional.empty());
  private static final SortedMap<String, Judged> LIVE = table(camouflage("aa"));

  @Test
  void the_same_digest_is_the_same() {
    Comparison comparison = compared(camouflage("aa"));

    assertThat(comparison.same()).isEqualTo(1);
    assertThat(comparison.material()).isEmpty();
    assertThat(comparison.liveDigest()).isEqualTo(comparison.replayDigest());
  }

  @Test
  void another_kind_is_told_and_so_is_another_reason() {
    assertThat(only(camouflage("aa").setKind(VerdictKind.TLS_RELAY))).containsExactly(Change.KIND);
    assertThat(only(camouflage("aa").setReason(InconclusiveReason.UNREACHABLE)))
        .containsExactly(Change.KIND);
  }

  @Test
  void confidence_counts_in_thousandths() {
    assertThat(only(camouflage("aa").setConfidence(0.9866).setDigest("d2")))
        .containsExactly(Change.CONTENT);
    assertThat(only(camouflage("aa").setConfidence(0.986))).containsExactly(Change.CONFIDENCE);
  }

  @Test
  void other_hosts_by_role_are_told_with_all_else() {
    assertThat(only(camouflage("aa").setHosts(hosts(9)).setConfidence(0.5)))
        .containsExactly(Change.CONFIDENCE, Change.HOSTS);
  }

  @Test
  void another_digest_alone_is_no_news() {
    Comparison comparison = compared(camouflage("aa").setDigest("d2"));

    assertThat(comparison.count(Change.CONTENT)).isEqualTo(1);
    assertThat(comparison.same()).isZero();
    assertThat(comparison.material()).isEmpty();
    assertThat(comparison.liveDigest()).isNotEqualTo(comparison.replayDigest());
  }

  @Test
  void what_only_one_of_them_has_is_told_the_largest_cluster_first() {
    Comparison comparison =
        Comparison.of(LIVE, table(camouflage("bb").setHosts(hosts(11))), ALWAYS);

    assertThat(comparison.material())
        .extracting(difference -> difference.either().fingerprint())
        .containsExactly("bb", "aa");
    assertThat(comparison.count(Change.ONLY_LIVE)).isEqualTo(1);
    assertThat(comparison.count(Change.ONLY_REPLAY)).isEqualTo(1);
  }

  @Test
  void what_was_not_seen_in_the_stretch_is_not_missing() {
    Stretch later =
        new Stretch(Optional.of(Instant.parse("2026-11-06T00:00:00Z")), Optional.empty());

    Comparison comparison = Comparison.of(LIVE, table(), later);

    assertThat(comparison.all()).isEmpty();
    assertThat(comparison.outside()).isEqualTo(1);
  }

  @Test
  void one_digest_stands_for_all_of_them_in_their_order() {
    SortedMap<String, Judged> two = table(camouflage("bb"), camouflage("aa").setDigest("d2"));

    // printf 'aa d2\nbb d1\n' | sha256sum
    assertThat(Comparison.digest(two))
        .isEqualTo("74dcbaddb1c8b7baff0141b1ae406294084c02b457483e4f57d404c3066da349");
  }

  private static Comparison compared(Verdict.Builder replay) {
    return Comparison.of(LIVE, table(replay), ALWAYS);
  }

  private static Iterable<Change> only(Verdict.Builder replay) {
    return compared(replay).all().get(0).changes();
  }
}
