package dev.unmask.classify.topology.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Basis;
import dev.unmask.avro.InconclusiveReason;
import dev.unmask.avro.Role;
import dev.unmask.avro.VerdictKind;
import dev.unmask.avro.VpnEvidence;
import dev.unmask.classify.assess.HostAssessment;
import dev.unmask.classify.topology.message.Seen;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class RowsTest {

  private static final String LEAF = "0a".repeat(32);
  private static final Bytes S1 = Bytes.wrap(new byte[] {1});
  private static final Bytes S2 = Bytes.wrap(new byte[] {2});
  private static final HostAssessment RELAY = host(Role.HANDSHAKE_RELAY);
  private static final HostAssessment UNDECIDED = host(Role.UNDETERMINED);
  private static final ClusterFinding RELAYS =
      new ClusterFinding(VerdictKind.TLS_RELAY, 0.9, Optional.of("microsoft"));

  @Test
  void a_tally_row_survives_being_stored() {
    TallyRow.Format format = new TallyRow.Format();
    TallyRow row = new TallyRow(300, 200, 100, Optional.of(new Seen(1, 2)));

    assertThat(format.decode(format.encode(row))).isEqualTo(row);
    assertThat(format.decode(format.encode(TallyRow.NONE))).isEqualTo(TallyRow.NONE);
  }

  @Test
  void first_and_last_seen_only_grow() {
    TallyRow row = TallyRow.NONE.seenAt(Seen.at(5)).seenAt(Seen.at(9)).seenAt(Seen.at(7));

    assertThat(row.seen()).contains(new Seen(5, 9));
    assertThat(row.seenAt(Seen.at(6))).isEqualTo(row);
  }

  @Test
  void what_changed_is_dirty_until_assessed_and_unsettled_until_quiet() {
    TallyRow row = TallyRow.NONE.changed();

    assertThat(row.dirty() && row.unsettled()).isTrue();
    assertThat(row.assessedNow().dirty()).isFalse();
    assertThat(row.assessedNow().unsettled()).isTrue();
    assertThat(row.settledNow().unsettled()).isFalse();
    assertThat(row.settledNow().changed().dirty()).isTrue();
  }

  @Test
  void a_verdict_row_survives_being_stored() {
    VerdictRow row =
        VerdictRow.NONE
            .found(RELAYS, roles(RELAY, UNDECIDED), false)
            .checkedAt(7)
            .hinting(99)
            .issuing(
                new Issued(
                    3,
                    VerdictKind.INCONCLUSIVE,
                    Optional.of(InconclusiveReason.UNREACHABLE),
                    0.25,
                    LEAF,
                    new TreeMap<>(Map.of(Role.UNDETERMINED, 5L)),
                    2))
            .told(S1)
            .toldUpTo(new Member(LEAF, S2, "192.0.2.7:443/tcp"))
            .found(RELAYS, roles(UNDECIDED, UNDECIDED), false);

    assertThat(row.telling().next()).containsExactly(S1);
    assertThat(VerdictRowFormat.decode(VerdictRowFormat.encode(row))).isEqualTo(row);
    assertThat(VerdictRowFormat.decode(VerdictRowFormat.encode(VerdictRow.NONE)))
        .isEqualTo(VerdictRow.NONE);
  }

  @Test
  void at_first_all_hosts_have_to_be_told() {
    assertThat(VerdictRow.NONE.found(RELAYS, roles(RELAY, UNDECIDED), false).telling().untold())
        .containsExactly(S1, S2);
  }

  @Test
  void then_those_whose_role_is_another() {
    VerdictRow told =
        VerdictRow.NONE.found(RELAYS, roles(RELAY, UNDECIDED), false).told(S1).told(S2);

    assertThat(told.found(RELAYS, roles(RELAY, RELAY), false).telling().untold())
        .containsExactly(S2);
    assertThat(told.found(RELAYS, roles(RELAY, UNDECIDED), false).telling().untold()).isEmpty();
  }

  @Test
  void another_kind_is_news_to_all_and_another_confidence_to_none() {
    VerdictRow told =
        VerdictRow.NONE.found(RELAYS, roles(RELAY, UNDECIDED), false).told(S1).told(S2);

    assertThat(
            told.found(
                    new ClusterFinding(VerdictKind.VPN_CAMOUFLAGE, 0.9, Optional.of("microsoft")),
                    roles(RELAY, UNDECIDED),
                    false)
                .telling()
                .untold())
        .containsExactly(S1, S2);
    assertThat(
            told.found(
                    new ClusterFinding(VerdictKind.TLS_RELAY, 0.1, Optional.of("microsoft")),
                    roles(RELAY, UNDECIDED),
                    false)
                .telling()
                .untold())
        .isEmpty();
  }

  @Test
  void a_pass_goes_on_where_it_was_and_what_was_found_meanwhile_is_told_in_the_next() {
    Member here = new Member(LEAF, S1, "192.0.2.7:443/tcp");
    VerdictRow halfway =
        VerdictRow.NONE.found(RELAYS, roles(RELAY, UNDECIDED), false).toldUpTo(here);

    Telling telling = halfway.found(RELAYS, roles(UNDECIDED, UNDECIDED), false).telling();

    assertThat(telling.cursor()).contains(here);
    assertThat(telling.row(LEAF)).contains(S1);
    assertThat(telling.untold()).containsExactly(S1, S2);
    assertThat(telling.without(S1).row(LEAF)).contains(S2);
    assertThat(telling.without(S1).without(S2).untold()).containsExactly(S1);
    assertThat(telling.without(S1).without(S2).cursor()).isEmpty();
  }

  @Test
  void a_member_survives_being_a_key_and_lies_under_its_signature() {
    Member member = new Member(LEAF, S1, "[2001:db8::7]:8443/tcp");
    Bytes key = MemberKey.of(member);

    assertThat(MemberKey.read(key)).isEqualTo(member);
    assertThat(member.port()).isEqualTo(8443);
    assertThat(key).isGreaterThan(MemberKey.prefix(LEAF)).isGreaterThan(MemberKey.prefix(LEAF, S1));
    assertThat(key).isLessThan(MemberKey.last(LEAF, S1)).isLessThan(MemberKey.prefix(LEAF, S2));
  }

  private static SortedMap<Bytes, HostAssessment> roles(HostAssessment one, HostAssessment two) {
    return new TreeMap<>(Map.of(S1, one, S2, two));
  }

  private static HostAssessment host(Role role) {
    return new HostAssessment(role, Basis.MEASURED, VpnEvidence.NONE);
  }
}
