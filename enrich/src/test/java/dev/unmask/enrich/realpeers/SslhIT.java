package dev.unmask.enrich.realpeers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.FirstAnswer;
import dev.unmask.avro.OpenVpnState;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** sslh: TLS and OpenVPN on one port, told apart by the first bytes. */
@Execution(ExecutionMode.CONCURRENT)
class SslhIT {

  @RegisterExtension static final Programs programs = new Programs();
  @RegisterExtension static final Visits visits = new Visits();

  private static Visited origin;
  private static Visited sslh;

  @BeforeAll
  static void visit() {
    Place server = Owner.server(programs.here());
    Place vpn = new OpenVpn(programs.here()).alone(OpenVpn.Key.NONE);
    Place ssh = new Socat(programs.here()).saying("SSH-2.0-Example");
    origin = visits.manners(server);
    sslh = visits.manners(new Sslh(programs.here()).before(server, vpn, ssh));
  }

  @Test
  void multiplexer_looks_like_its_tls_server() {
    sslh.looksLike(origin);
  }

  @Test
  void half_a_hello_is_taken_for_ssh_after_a_while() {
    assertThat(sslh.halfHello().getAnswer()).isEqualTo(FirstAnswer.OTHER_BYTES);
    assertThat(sslh.halfHello().getFirstBytes())
        .startsWith(HexFormat.of().formatHex("SSH-2.0".getBytes(StandardCharsets.US_ASCII)));
    assertThat(sslh.halfHello().getAnsweredNanos()).isGreaterThan(Sslh.TIMEOUT.toNanos() / 2);
  }

  @Test
  void openvpn_is_proved_and_is_not_the_only_one_behind() {
    assertThat(sslh.openVpn().getState()).isEqualTo(OpenVpnState.PROVED);
    assertThat(sslh.openVpnAnswers())
        .containsExactly(
            FirstAnswer.OPENVPN_RESET,
            FirstAnswer.OTHER_BYTES,
            FirstAnswer.OTHER_BYTES,
            FirstAnswer.CLOSED);
  }

  @Test
  void other_names_are_the_origins_to_answer() {
    sslh.showsOneCertificateForAllNames();
  }
}
