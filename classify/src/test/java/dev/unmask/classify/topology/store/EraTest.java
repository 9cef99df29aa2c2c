package dev.unmask.classify.topology.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.unmask.avro.HostCounts;
import dev.unmask.avro.Verdict;
import dev.unmask.avro.VerdictKind;
import dev.unmask.classify.topology.InMemoryStores;
import dev.unmask.classify.topology.message.Standing;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EraTest {

  private static final String LEAF = "0a".repeat(32);
  private static final String DIGEST = "0d".repeat(32);

  private InMemoryStores stores;

  @BeforeEach
  void open(@TempDir Path directory) {
    stores = new InMemoryStores(directory);
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void what_was_said_before_others_spoke_counts_no_more_but_for_what_is_public() {
    VerdictRow row = VerdictRow.NONE.hinting(5).checkedAt(1).issuing(Issued.of(verdict(7)));
    Era shadow = era(Mode.SHADOW);
    Era live = era(Mode.LIVE);

    assertThat(row.in(live))
        .isEqualTo(VerdictRow.NONE.in(live).hinting(5).issuing(Issued.of(verdict(7))));
    assertThat(row.in(live).checkedAt(3).in(live).checked()).isEqualTo(3);
    assertThat(live.number()).isGreaterThan(shadow.number());
  }

  @Test
  void what_goes_on_as_it_was_begins_no_era() {
    assertThat(era(Mode.LIVE).first()).isTrue();
    assertThat(era(Mode.LIVE).first()).isTrue();

    assertThat(era(Mode.SHADOW)).isEqualTo(era(Mode.SHADOW));
    assertThat(era(Mode.LIVE).first()).isFalse();
  }

  @Test
  void verdicts_of_each_mode_are_kept_apart() {
    Era shadow = era(Mode.SHADOW);
    profiles(Mode.SHADOW).put(LEAF, VerdictRow.NONE.in(shadow).issuing(Issued.of(verdict(1))));

    assertThat(profiles(Mode.SHADOW).assessed(LEAF, shadow)).isTrue();
    assertThat(profiles(Mode.LIVE).verdict(LEAF)).isEmpty();
    assertThat(profiles(Mode.LIVE).assessed(LEAF, era(Mode.LIVE))).isFalse();
  }

  @Test
  void a_verdict_that_another_epoch_wrote_is_kept_as_one_of_our_own() {
    Issued kept = Issued.of(verdict(7));

    assertThat(kept.revision()).isEqualTo(7);
    assertThat(kept.digest()).isEqualTo(DIGEST);
    assertThat(kept.hosts()).containsExactly(Map.entry(dev.unmask.avro.Role.HANDSHAKE_RELAY, 3L));
    assertThat(kept.changed()).isEqualTo(2);
  }

  @Test
  void signatures_of_another_format_are_refused_when_the_task_begins_and_an_epoch_is_the_way() {
    byte[] ofTheLastFormat = {1, 1, 2, 3};
    new Members(stores.context())
        .add(
            LEAF,
            "192.0.2.7:443/tcp",
            new Standing(Bytes.wrap(ofTheLastFormat), OptionalLong.empty(), "NL"));

    assertThatThrownBy(() -> new Members(stores.context()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("format version 1")
        .hasMessageContaining("unmask epoch switch");
  }

  private Profiles profiles(Mode mode) {
    return new Profiles(stores.context(), mode);
  }

  private Era era(Mode mode) {
    return Era.of(mode, stores.context());
  }

  private static Verdict verdict(long revision) {
    return Verdict.newBuilder()
        .setFingerprint(LEAF)
        .setKind(VerdictKind.TLS_RELAY)
        .setRevision(revision)
        .setDigest(DIGEST)
        .setHosts(
            HostCounts.newBuilder()
                .setByRole(Map.of("HANDSHAKE_RELAY", 3L, "OF_A_NEWER_VERSION", 9L))
                .setChanged(2)
                .build())
        .build();
  }
}
