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

class ModeChangeTest {

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
  void made_live_it_assesses_all_once_more_and_goes_on_from_what_is_public() {
    Profiles open = profiles(Mode.LIVE);
    Profiles drafts = profiles(Mode.SHADOW);
    change(Mode.SHADOW);
    drafts.put(LEAF, TallyRow.NONE.changed().settledNow());
    drafts.put(LEAF, VerdictRow.NONE.checkedAt(1).issuing(Issued.of(verdict(1))));
    open.put(LEAF, VerdictRow.NONE.hinting(5).checkedAt(1).issuing(Issued.of(verdict(7))));

    change(Mode.LIVE);

    assertThat(open.tally(LEAF).orElseThrow().unsettled()).isTrue();
    assertThat(open.verdict(LEAF)).contains(VerdictRow.NONE.issuing(Issued.of(verdict(7))));
    assertThat(drafts.verdict(LEAF).orElseThrow().issued()).contains(Issued.of(verdict(1)));
  }

  @Test
  void what_goes_on_as_it_was_is_left_alone() {
    Profiles open = profiles(Mode.LIVE);
    open.put(LEAF, TallyRow.NONE.changed().settledNow());
    open.put(LEAF, VerdictRow.NONE.hinting(5));

    change(Mode.LIVE);

    assertThat(open.tally(LEAF).orElseThrow().unsettled()).isFalse();
    assertThat(open.verdict(LEAF)).contains(VerdictRow.NONE.hinting(5));
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

  private void change(Mode mode) {
    ModeChange.to(mode, stores.context());
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
