package dev.unmask.classify.topology.verdict;

import static dev.unmask.classify.ObservationBuilder.host;
import static dev.unmask.classify.ObservationBuilder.leaf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Basis;
import dev.unmask.avro.Role;
import dev.unmask.avro.VerdictKind;
import dev.unmask.avro.VpnEvidence;
import dev.unmask.classify.assess.HostAssessment;
import dev.unmask.classify.topology.InMemoryStores;
import dev.unmask.classify.topology.message.Standing;
import dev.unmask.classify.topology.store.ClusterFinding;
import dev.unmask.classify.topology.store.Era;
import dev.unmask.classify.topology.store.Member;
import dev.unmask.classify.topology.store.Members;
import dev.unmask.classify.topology.store.Mode;
import dev.unmask.classify.topology.store.Profiles;
import dev.unmask.classify.topology.store.VerdictRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlicesTest {

  private static final Bytes S1 = Bytes.wrap(new byte[] {1});
  private static final Bytes S2 = Bytes.wrap(new byte[] {2});
  private static final HostAssessment RELAY =
      new HostAssessment(Role.HANDSHAKE_RELAY, Basis.MEASURED, VpnEvidence.NONE);

  private static final HostAssessment GENUINE =
      new HostAssessment(Role.GENUINE, Basis.MEASURED, VpnEvidence.NONE);
  private static final ClusterFinding RELAYS =
      new ClusterFinding(VerdictKind.TLS_RELAY, 0.9, Optional.empty());

  private InMemoryStores stores;
  private Members members;
  private VerdictRows rows;
  private Slices slices;
  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void open(@TempDir Path directory) {
    stores = new InMemoryStores(directory);
    members = new Members(stores.context());
    begin();
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void no_more_hosts_are_told_at_once_than_allowed_and_in_the_end_each_once() {
    cluster(leaf(1), 1_200);

    slices.tell(1_000);
    assertThat(told).hasSizeBetween(900, 1_000);
    assertThat(slices.size()).isEqualTo(1);
    slices.tell(1_000);

    assertThat(told).hasSize(1_200).doesNotHaveDuplicates();
    assertThat(slices.size()).isZero();
    assertThat(rows.get(leaf(1)).telling().untold()).isEmpty();
  }

  @Test
  void a_small_cluster_does_not_wait_for_a_big_one() {
    cluster(leaf(1), 3_000);
    cluster(leaf(2), 3);

    slices.tell(1_000);
    slices.tell(1_000);

    assertThat(rows.get(leaf(1)).telling().untold()).isNotEmpty();
    assertThat(rows.get(leaf(2)).telling().untold()).isEmpty();
  }

  @Test
  void after_a_restart_it_goes_on_where_it_was() {
    cluster(leaf(1), 1_200);
    slices.tell(700);

    begin();
    new Profiles(stores.context()).forEachVerdict(slices::begin);
    slices.tell(10_000);

    assertThat(told).hasSize(1_200).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void however_often_there_is_news_all_hosts_are_told(boolean merged) {
    cluster(leaf(1), 4_000, merged);

    for (int i = 0; i < 12; i++) {
      HostAssessment role = i % 2 == 0 ? GENUINE : RELAY;
      VerdictRow row =
          rows.get(leaf(1)).found(RELAYS, new TreeMap<>(Map.of(S1, role, S2, role)), merged);
      rows.put(leaf(1), row);
      slices.begin(leaf(1), row);
      slices.tell(500);
    }

    assertThat(new TreeSet<>(told)).hasSize(4_000);
    slices.tell(20_000);
    assertThat(slices.size()).isZero();
    assertThat(rows.get(leaf(1)).telling().untold()).isEmpty();
  }

  private void begin() {
    rows = new VerdictRows(new Profiles(stores.context()), Era.of(Mode.LIVE, stores.context()));
    slices = new Slices(members, rows, (row, member) -> told.add(name(member)));
  }

  private static String name(Member member) {
    return member.fingerprint() + member.endpoint();
  }

  private void cluster(String fingerprint, int hosts) {
    cluster(fingerprint, hosts, false);
  }

  private void cluster(String fingerprint, int hosts, boolean merged) {
    for (int i = 0; i < hosts; i++) {
      Standing standing = new Standing(i % 2 == 0 ? S1 : S2, OptionalLong.empty(), "");
      members.add(fingerprint, host(i), standing);
    }
    VerdictRow row =
        VerdictRow.NONE.found(RELAYS, new TreeMap<>(Map.of(S1, RELAY, S2, RELAY)), merged);
    rows.put(fingerprint, row);
    slices.begin(fingerprint, row);
  }
}
