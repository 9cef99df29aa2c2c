package dev.unmask.enrich.realpeers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.enrich.probe.peers.Probing;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Xray with REALITY: to a stranger, a full relay. */
@Execution(ExecutionMode.CONCURRENT)
class RealityIT {

  @RegisterExtension static final Programs programs = new Programs();
  @RegisterExtension static final Visits visits = new Visits();

  private static Visited origin;
  private static Visited reality;

  @BeforeAll
  static void visit() {
    Place server = Owner.server(programs.here());
    origin = visits.manners(server);
    reality = visits.manners(new Reality(programs.here()).before(server, Probing.NAME));
  }

  @Test
  void stranger_sees_the_origin() {
    reality.looksLike(origin);
  }

  @Test
  void half_a_hello_and_plain_http_are_the_origins_to_answer() {
    assertThat(reality.halfHello().getAnswer()).isEqualTo(origin.halfHello().getAnswer());
    assertThat(reality.plainHttp().getFirstBytes()).isEqualTo(origin.plainHttp().getFirstBytes());
  }

  @Test
  void bytes_of_openvpn_are_the_origins_to_answer() {
    assertThat(reality.openVpnAnswers()).isEqualTo(origin.openVpnAnswers());
  }

  @Test
  void other_names_are_the_origins_to_answer() {
    reality.showsOneCertificateForAllNames();
  }
}
