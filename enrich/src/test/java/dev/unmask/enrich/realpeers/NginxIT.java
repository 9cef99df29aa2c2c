package dev.unmask.enrich.realpeers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.AskedName;
import dev.unmask.avro.FirstAnswer;
import dev.unmask.avro.OpenVpnState;
import dev.unmask.avro.TlsEngine;
import dev.unmask.enrich.probe.peers.Pki;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** nginx with its own keys: what a genuine host looks like. */
@Execution(ExecutionMode.CONCURRENT)
class NginxIT {

  @RegisterExtension static final Programs programs = new Programs();
  @RegisterExtension static final Visits visits = new Visits();

  private static Visited tls12;
  private static Visited tls13;
  private static Visited second;

  @BeforeAll
  static void visit() {
    Nginx nginx = new Nginx(programs.here());
    Nginx.Site other =
        new Nginx.Site("other.example.net", Pki.root("Root").leaf("other.example.net"));
    tls12 = visits.timings(nginx.https("TLSv1.2", Owner.SITE));
    tls13 = visits.timings(nginx.https("TLSv1.3", Owner.SITE));
    second = visits.manners(nginx.https("TLSv1.2 TLSv1.3", other, Owner.SITE));
  }

  @Test
  void handshake_is_completed_by_the_one_version_that_it_speaks() {
    assertThat(tls12.tls().getProtocol()).isEqualTo("TLSv1.2");
    assertThat(tls13.tls().getProtocol()).isEqualTo("TLSv1.3");
    assertThat(tls13.tls().getEngine()).isEqualTo(TlsEngine.BORINGSSL);
  }

  @Test
  void page_comes_and_forged_record_draws_an_alert() {
    tls12.servesThePage();
    tls13.servesThePage();
  }

  @Test
  void certificate_is_that_of_the_name_asked_for_where_it_is_not_the_default() {
    assertThat(second.tls().getChain()).isEqualTo(tls13.tls().getChain());
  }

  @Test
  void fin_after_the_hello_does_not_keep_the_flight_from_coming() {
    assertThat(tls12.halfClose().getAnswer()).isEqualTo(FirstAnswer.TLS_HANDSHAKE);
    assertThat(tls13.halfClose().getAnswer()).isEqualTo(FirstAnswer.TLS_HANDSHAKE);
  }

  @Test
  void half_a_hello_is_held_for_the_time_of_a_header() {
    assertThat(tls13.halfHello().getAnswer()).isEqualTo(FirstAnswer.CLOSED);
    assertThat(tls13.halfHello().getHeldNanos()).isGreaterThan(Nginx.HEADER_TIMEOUT.toNanos() / 2);
  }

  @Test
  void plain_http_is_complained_of_by_http() {
    assertThat(tls13.plainHttp().getAnswer()).isEqualTo(FirstAnswer.HTTP_RESPONSE);
  }

  @Test
  void bytes_of_openvpn_are_taken_for_http_at_once() {
    assertThat(tls13.openVpn().getState()).isEqualTo(OpenVpnState.OPEN);
    assertThat(tls13.openVpnAnswers()).hasSize(4).containsOnly(FirstAnswer.HTTP_RESPONSE);
  }

  @Test
  void site_of_another_name_is_shown_only_where_it_is_asked_for_and_the_default_elsewhere() {
    tls13.showsOneCertificateForAllNames();
    for (AskedName name : List.of(AskedName.NONE, AskedName.RANDOM, AskedName.UNRELATED)) {
      assertThat(second.asked(name))
          .isNotEmpty()
          .allSatisfy(test -> assertThat(test.getChain()).isNotEqualTo(second.tls().getChain()))
          .allSatisfy(test -> assertThat(test.getChain()).isNotEmpty());
    }
  }
}
