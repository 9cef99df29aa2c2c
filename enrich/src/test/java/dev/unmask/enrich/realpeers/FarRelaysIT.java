package dev.unmask.enrich.realpeers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.FirstAnswer;
import dev.unmask.enrich.probe.peers.Probing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Relays that are far from their origin: only then do they show a leg of their own, and what they
 * make of a FIN. The kernel's NAT, and programs.
 */
@Execution(ExecutionMode.CONCURRENT)
class FarRelaysIT {

  private static final Duration ONE_WAY = Duration.ofMillis(40);

  @RegisterExtension static final Programs programs = new Programs();
  @RegisterExtension static final Visits visits = new Visits();

  private static Visited origin;
  private static Visited nat;
  private static Visited haproxy;
  private static Visited stream;
  private static Visited preread;
  private static Visited portShare;
  private static Visited sslh;

  @BeforeAll
  static void visit() {
    FarRelay far = new FarRelay(programs, ONE_WAY);
    Machine relay = far.relay();
    Place server = Owner.server(far.origin());
    origin = visits.timings(server);
    nat = visits.timings(far.translate(server));
    haproxy = visits.timings(new Haproxy(relay).relay(server));
    stream = visits.timings(new Nginx(relay).tcpProxy(server));
    preread = visits.timings(new Nginx(relay).sniProxy(Map.of(Probing.NAME, server)));
    OpenVpn openVpn = new OpenVpn(relay);
    portShare = visits.timings(openVpn.sharing(OpenVpn.Key.NONE, server));
    Place vpn = openVpn.alone(OpenVpn.Key.NONE);
    sslh = visits.timings(new Sslh(relay).before(server, vpn, server));
  }

  @Test
  void all_look_like_the_origin() {
    for (Visited relay : List.of(nat, haproxy, stream, preread, portShare, sslh)) {
      relay.looksLike(origin);
    }
  }

  @Test
  void nat_and_haproxy_pass_a_fin_on_and_the_flight_comes() {
    for (Visited relay : List.of(origin, nat, haproxy)) {
      assertThat(relay.halfClose().getAnswer()).isEqualTo(FirstAnswer.TLS_HANDSHAKE);
    }
  }

  @Test
  void fin_ends_it_at_nginx_stream_port_share_and_sslh() {
    for (Visited relay : List.of(stream, preread, portShare, sslh)) {
      assertThat(relay.halfClose().getAnswer()).isEqualTo(FirstAnswer.CLOSED);
    }
  }

  /** The leg is twice one way long. */
  @Test
  void programs_show_their_leg_to_the_origin_and_nat_hides_it() {
    for (Visited relay : List.of(haproxy, stream, preread, portShare, sslh)) {
      assertThat(relay.extraLeg()).isGreaterThan(ONE_WAY);
    }
    for (Visited direct : List.of(origin, nat)) {
      assertThat(direct.extraLeg()).isLessThan(ONE_WAY);
    }
  }
}
