package dev.unmask.enrich.realpeers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.AskedName;
import dev.unmask.avro.FirstAnswer;
import dev.unmask.avro.OpenVpnState;
import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.peers.Probing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** nginx's stream module: a full relay, and with ssl_preread a proxy that goes by the SNI. */
@Execution(ExecutionMode.CONCURRENT)
class NginxStreamIT {

  @RegisterExtension static final Programs programs = new Programs();
  @RegisterExtension static final Visits visits = new Visits();

  private static Visited origin;
  private static Visited relay;
  private static Visited sniProxy;

  @BeforeAll
  static void visit() {
    Nginx nginx = new Nginx(programs.here());
    Place server = Owner.server(programs.here());
    origin = visits.manners(server);
    relay = visits.manners(nginx.tcpProxy(server));
    sniProxy = visits.manners(nginx.sniProxy(Map.of(Probing.NAME, server)));
  }

  @Test
  void relay_looks_like_its_origin() {
    relay.looksLike(origin);
  }

  @Test
  void sni_proxy_looks_like_the_origin_of_the_name() {
    sniProxy.looksLike(origin);
  }

  @Test
  void half_a_hello_is_the_origins_to_end_unless_the_name_must_be_read_first() {
    assertThat(relay.halfHello().getAnswer()).isEqualTo(FirstAnswer.CLOSED);
    assertThat(sniProxy.halfHello().getAnswer()).isEqualTo(FirstAnswer.HELD);
  }

  @Test
  void plain_http_has_no_name_to_go_by() {
    assertThat(relay.plainHttp().getFirstBytes()).isEqualTo(origin.plainHttp().getFirstBytes());
    assertThat(sniProxy.plainHttp().getAnswer()).isEqualTo(FirstAnswer.CLOSED);
  }

  @Test
  void bytes_of_openvpn_are_no_hello_with_a_name() {
    assertThat(sniProxy.openVpn().getState()).isEqualTo(OpenVpnState.OPEN);
    assertThat(sniProxy.openVpnAnswers())
        .containsExactly(
            FirstAnswer.CLOSED, FirstAnswer.CLOSED, FirstAnswer.HELD, FirstAnswer.HELD);
  }

  @Test
  void sni_proxy_closes_on_names_that_it_does_not_know() {
    for (AskedName name : List.of(AskedName.NONE, AskedName.RANDOM, AskedName.UNRELATED)) {
      assertThat(sniProxy.asked(name))
          .isNotEmpty()
          .allSatisfy(test -> assertThat(test.getOutcome()).isEqualTo(Outcome.CONNECTION_CLOSED));
    }
    relay.showsOneCertificateForAllNames();
  }
}
