package dev.unmask.enrich.realpeers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.FirstAnswer;
import dev.unmask.avro.OpenVpnState;
import dev.unmask.avro.Outcome;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** OpenVPN, alone and sharing its port with a TLS server. */
@Execution(ExecutionMode.CONCURRENT)
class OpenVpnIT {

  @RegisterExtension static final Programs programs = new Programs();
  @RegisterExtension static final Visits visits = new Visits();

  private static Visited origin;
  private static Visited alone;
  private static Visited aloneTlsAuth;
  private static Visited aloneTlsCrypt;
  private static Visited sharing;
  private static Visited sharingTlsAuth;
  private static Visited sharingTlsCrypt;

  @BeforeAll
  static void visit() {
    OpenVpn openVpn = new OpenVpn(programs.here());
    Place server = Owner.server(programs.here());
    origin = visits.manners(server);
    alone = visits.manners(openVpn.alone(OpenVpn.Key.NONE));
    aloneTlsAuth = visits.manners(openVpn.alone(OpenVpn.Key.TLS_AUTH));
    aloneTlsCrypt = visits.manners(openVpn.alone(OpenVpn.Key.TLS_CRYPT));
    sharing = visits.manners(openVpn.sharing(OpenVpn.Key.NONE, server));
    sharingTlsAuth = visits.manners(openVpn.sharing(OpenVpn.Key.TLS_AUTH, server));
    sharingTlsCrypt = visits.manners(openVpn.sharing(OpenVpn.Key.TLS_CRYPT, server));
  }

  @Test
  void openvpn_alone_is_no_tls_server() {
    for (Visited vpn : List.of(alone, aloneTlsAuth, aloneTlsCrypt)) {
      assertThat(vpn.tls().getOutcome()).isEqualTo(Outcome.CONNECTION_CLOSED);
    }
  }

  @Test
  void shared_port_looks_like_the_server_behind_it() {
    sharing.looksLike(origin);
    sharingTlsAuth.looksLike(origin);
    sharingTlsCrypt.looksLike(origin);
  }

  @Test
  void openvpn_without_a_key_is_proved_by_our_own_session_id() {
    assertThat(alone.openVpn().getState()).isEqualTo(OpenVpnState.PROVED);
    assertThat(sharing.openVpn().getState()).isEqualTo(OpenVpnState.PROVED);
  }

  @Test
  void openvpn_behind_a_key_is_known_by_what_it_holds_and_what_it_closes() {
    for (Visited vpn : List.of(aloneTlsAuth, aloneTlsCrypt, sharingTlsAuth, sharingTlsCrypt)) {
      assertThat(vpn.openVpn().getState()).isEqualTo(OpenVpnState.BEHIND_KEY);
      assertThat(vpn.openVpnAnswers())
          .startsWith(FirstAnswer.CLOSED, FirstAnswer.HELD, FirstAnswer.HELD);
    }
  }

  @Test
  void two_zeros_are_closed_by_openvpn_alone_and_answered_by_whom_it_shares_with() {
    for (Visited vpn : List.of(alone, aloneTlsAuth, aloneTlsCrypt)) {
      assertThat(vpn.openVpnAnswers()).endsWith(FirstAnswer.CLOSED);
    }
    for (Visited vpn : List.of(sharing, sharingTlsAuth, sharingTlsCrypt)) {
      assertThat(vpn.openVpnAnswers()).endsWith(FirstAnswer.HTTP_RESPONSE);
    }
  }

  @Test
  void half_a_hello_and_plain_http_are_passed_on() {
    for (Visited vpn : List.of(sharing, sharingTlsAuth)) {
      assertThat(vpn.halfHello().getAnswer()).isEqualTo(origin.halfHello().getAnswer());
      assertThat(vpn.plainHttp().getFirstBytes()).isEqualTo(origin.plainHttp().getFirstBytes());
    }
  }
}
