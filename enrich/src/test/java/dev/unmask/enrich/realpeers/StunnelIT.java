package dev.unmask.enrich.realpeers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.FirstAnswer;
import dev.unmask.avro.OpenVpnState;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** stunnel with its own keys: TLS ends there, which makes it a genuine host. */
@Execution(ExecutionMode.CONCURRENT)
class StunnelIT {

  @RegisterExtension static final Programs programs = new Programs();
  @RegisterExtension static final Visits visits = new Visits();

  private static Visited tls12;
  private static Visited tls13;

  @BeforeAll
  static void visit() {
    Place plain = new Nginx(programs.here()).http();
    Stunnel stunnel = new Stunnel(programs.here());
    tls12 = visits.manners(stunnel.before(plain, Owner.IDENTITY, "TLSv1.2"));
    tls13 = visits.manners(stunnel.before(plain, Owner.IDENTITY, "TLSv1.3"));
  }

  @Test
  void handshake_is_completed_by_the_one_version_that_it_speaks() {
    assertThat(tls12.tls().getProtocol()).isEqualTo("TLSv1.2");
    assertThat(tls13.tls().getProtocol()).isEqualTo("TLSv1.3");
  }

  @Test
  void page_comes_and_forged_record_draws_an_alert() {
    tls12.servesThePage();
    tls13.servesThePage();
  }

  @Test
  void fin_after_the_hello_does_not_keep_the_flight_from_coming() {
    assertThat(tls12.halfClose().getAnswer()).isEqualTo(FirstAnswer.TLS_HANDSHAKE);
    assertThat(tls13.halfClose().getAnswer()).isEqualTo(FirstAnswer.TLS_HANDSHAKE);
  }

  @Test
  void half_a_hello_is_held_and_plain_http_is_cut() {
    assertThat(tls13.halfHello().getAnswer()).isEqualTo(FirstAnswer.HELD);
    assertThat(tls13.plainHttp().getAnswer()).isEqualTo(FirstAnswer.RESET);
  }

  @Test
  void bytes_of_openvpn_are_waited_for_as_a_record_and_then_cut() {
    assertThat(tls13.openVpn().getState()).isEqualTo(OpenVpnState.OPEN);
    assertThat(tls13.openVpnAnswers())
        .containsExactly(FirstAnswer.RESET, FirstAnswer.RESET, FirstAnswer.HELD, FirstAnswer.HELD);
  }
}
