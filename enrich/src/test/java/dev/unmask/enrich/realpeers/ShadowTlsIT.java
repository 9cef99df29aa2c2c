package dev.unmask.enrich.realpeers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.ApplicationAnswer;
import dev.unmask.avro.FirstAnswer;
import dev.unmask.avro.LivenessResult;
import dev.unmask.avro.OpenVpnState;
import dev.unmask.avro.Outcome;
import dev.unmask.avro.Resumed;
import dev.unmask.avro.ResumptionProbe;
import dev.unmask.avro.ResumptionTest;
import dev.unmask.avro.TlsAttempt;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** ShadowTLS: by version 1 a handshake relay, by versions 2 and 3 a full relay to a stranger. */
@Execution(ExecutionMode.CONCURRENT)
class ShadowTlsIT {

  @RegisterExtension static final Programs programs = new Programs();
  @RegisterExtension static final Visits visits = new Visits();

  private static Visited origin;
  private static Visited version1Tls12;
  private static Visited version1Tls13;
  private static Visited version2;
  private static Visited version3;

  @BeforeAll
  static void visit() {
    ShadowTls shadowTls = new ShadowTls(programs.here());
    Place server = Owner.server(programs.here());
    Place both = Owner.server(programs.here(), "TLSv1.2 TLSv1.3");
    Visited genuine = visits.twin(both);
    origin = visits.manners(server);
    version2 = visits.manners(shadowTls.version2(server));
    version3 = visits.manners(shadowTls.version3(server));
    genuine.report();
    version1Tls13 = visits.manners(shadowTls.version1(both));
    // There is one session of TLS 1.2, which whoever refuses it uses up.
    version1Tls13.report();
    version1Tls12 = visits.manners(shadowTls.version1(Owner.server(programs.here(), "TLSv1.2")));
  }

  @Test
  void version_1_relays_the_handshake_and_no_application_data() {
    assertThat(version1Tls12.tls().getChain()).isEqualTo(origin.tls().getChain());
    assertThat(version1Tls12.application().getAnswer())
        .isNotEqualTo(ApplicationAnswer.HTTP_RESPONSE);
    assertThat(version1Tls12.liveness().getResult()).isNotEqualTo(LivenessResult.ALERT);
  }

  @Test
  void version_1_before_tls_1_3_is_read_by_a_second_try_without_it() {
    assertThat(version1Tls13.tls().getAttempts())
        .extracting(TlsAttempt::getOutcome)
        .startsWith(Outcome.IO_TIMEOUT)
        .endsWith(Outcome.SUCCESS);
    assertThat(version1Tls13.tls().getProtocol()).isEqualTo("TLSv1.2");
    assertThat(version1Tls13.tls().getChain()).isEqualTo(origin.tls().getChain());
  }

  @Test
  void version_1_resumes_by_tls_1_2_what_was_begun_at_the_genuine_host_that_prefers_1_3() {
    assertThat(version1Tls13.offered())
        .as("%s", version1Tls13.report().probe(ResumptionProbe.class))
        .filteredOn(ResumptionTest::getOriginInsideOwner)
        .isNotEmpty()
        .allSatisfy(
            session -> {
              assertThat(session.getProtocol()).isEqualTo("TLSv1.2");
              assertThat(session.getResumed()).isEqualTo(Resumed.YES);
            });
  }

  @Test
  void half_a_hello_is_held_longer_than_the_origin_does() {
    for (Visited relay : List.of(version1Tls12, version2, version3)) {
      assertThat(origin.halfHello().getAnswer()).isEqualTo(FirstAnswer.CLOSED);
      assertThat(relay.halfHello().getAnswer()).isEqualTo(FirstAnswer.HELD);
    }
  }

  @Test
  void plain_http_is_swallowed_by_version_2_and_3() {
    assertThat(origin.plainHttp().getAnswer()).isEqualTo(FirstAnswer.HTTP_RESPONSE);
    assertThat(version1Tls12.plainHttp().getAnswer()).isEqualTo(FirstAnswer.HTTP_RESPONSE);
    assertThat(version2.plainHttp().getAnswer()).isEqualTo(FirstAnswer.HELD);
    assertThat(version3.plainHttp().getAnswer()).isEqualTo(FirstAnswer.HELD);
  }

  @Test
  void stranger_to_version_2_and_3_sees_the_origin() {
    version2.looksLike(origin);
    version3.looksLike(origin);
  }

  @Test
  void bytes_of_openvpn_are_held_by_version_2_and_3() {
    for (Visited relay : List.of(version2, version3)) {
      assertThat(relay.openVpn().getState()).isEqualTo(OpenVpnState.OPEN);
      assertThat(relay.openVpnAnswers()).containsOnly(FirstAnswer.HELD);
    }
  }
}
