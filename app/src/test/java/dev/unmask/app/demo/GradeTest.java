package dev.unmask.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.HostCounts;
import dev.unmask.avro.HostVerdict;
import dev.unmask.avro.InconclusiveReason;
import dev.unmask.avro.Role;
import dev.unmask.avro.Verdict;
import dev.unmask.avro.VerdictKind;
import dev.unmask.avro.VpnEvidence;
import dev.unmask.lab.feed.LabTruth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GradeTest {
  private static final LabTruth TRUTH =
      new LabTruth(
          List.of(
              host("127.1.0.1:443/tcp", Role.GENUINE),
              host("127.1.0.2:443/tcp", Role.HANDSHAKE_RELAY)),
          List.of(new LabTruth.Verdict("one", "aa", VerdictKind.TLS_RELAY, Optional.empty(), 2)));

  private static final Map<String, HostVerdict> RIGHT_HOSTS =
      Map.of(
          "127.1.0.1:443/tcp",
          found(Role.GENUINE),
          "127.1.0.2:443/tcp",
          found(Role.HANDSHAKE_RELAY));

  private static final Map<String, Long> RIGHT_ROLES =
      Map.of("GENUINE", 1L, "HANDSHAKE_RELAY", 1L, "UNREACHABLE", 0L);

  @Test
  void what_is_right_agrees() {
    Grade grade =
        Grade.of(TRUTH, Map.of("aa", verdict(VerdictKind.TLS_RELAY, RIGHT_ROLES)), RIGHT_HOSTS);

    assertThat(grade.agrees()).isTrue();
    assertThat(grade.confusion().counts())
        .isEqualTo(
            Map.of(
                "GENUINE",
                Map.of("GENUINE", 1L),
                "HANDSHAKE_RELAY",
                Map.of("HANDSHAKE_RELAY", 1L)));
  }

  @Test
  void another_kind_disagrees() {
    Grade grade =
        Grade.of(
            TRUTH, Map.of("aa", verdict(VerdictKind.KEY_COMPROMISE, RIGHT_ROLES)), RIGHT_HOSTS);

    assertThat(grade.disagreements())
        .containsExactly("the verdict on aa is KEY_COMPROMISE and should be TLS_RELAY");
  }

  @Test
  void another_count_of_a_role_disagrees() {
    Grade grade =
        Grade.of(
            TRUTH,
            Map.of("aa", verdict(VerdictKind.TLS_RELAY, Map.of("GENUINE", 2L))),
            RIGHT_HOSTS);

    assertThat(grade.disagreements())
        .containsExactly(
            "the verdict on aa counts hosts by role as {GENUINE=2} and should count {GENUINE=1, HANDSHAKE_RELAY=1}");
  }

  @Test
  void a_reason_where_none_is_due_disagrees() {
    Verdict verdict = verdict(VerdictKind.TLS_RELAY, RIGHT_ROLES);
    verdict = Verdict.newBuilder(verdict).setReason(InconclusiveReason.UNREACHABLE).build();

    assertThat(Grade.of(TRUTH, Map.of("aa", verdict), RIGHT_HOSTS).disagreements())
        .singleElement()
        .asString()
        .contains("the reason 'UNREACHABLE'");
  }

  @Test
  void a_missing_verdict_and_one_too_many_disagree() {
    Grade grade =
        Grade.of(TRUTH, Map.of("bb", verdict(VerdictKind.GENUINE, RIGHT_ROLES)), RIGHT_HOSTS);

    assertThat(grade.disagreements())
        .containsExactly(
            "no verdict on aa, which is TLS_RELAY",
            "there is a verdict on bb, which no host of the lab has");
  }

  @Test
  void hosts_taken_for_something_else_or_for_nothing_disagree() {
    Map<String, HostVerdict> hosts = Map.of("127.1.0.1:443/tcp", found(Role.KEY_HOLDER));
    Grade grade = Grade.of(TRUTH, Map.of("aa", verdict(VerdictKind.TLS_RELAY, RIGHT_ROLES)), hosts);

    assertThat(grade.disagreements())
        .containsExactly(
            "1 hosts are GENUINE and were taken for KEY_HOLDER",
            "1 hosts are HANDSHAKE_RELAY and were taken for NONE");
  }

  private static LabTruth.Host host(String endpoint, Role role) {
    return new LabTruth.Host(
        endpoint, role, VpnEvidence.NONE, "aa", VerdictKind.TLS_RELAY, Optional.empty(), "cast");
  }

  private static HostVerdict found(Role role) {
    return HostVerdict.newBuilder().setRole(role).build();
  }

  private static Verdict verdict(VerdictKind kind, Map<String, Long> roles) {
    return Verdict.newBuilder()
        .setKind(kind)
        .setHosts(HostCounts.newBuilder().setTotal(2).setByRole(roles).build())
        .build();
  }
}
