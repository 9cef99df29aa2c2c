package dev.unmask.enrich.realpeers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Outcome;
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
  private static Visited sharing;
  private static Visited sharingBehindKey;

  @BeforeAll
  static void visit() {
    OpenVpn openVpn = new OpenVpn(programs.here());
    Place server = Owner.server(programs.here());
    origin = visits.manners(server);
    alone = visits.manners(openVpn.alone(OpenVpn.Key.NONE));
    sharing = visits.manners(openVpn.sharing(OpenVpn.Key.NONE, server));
    sharingBehindKey = visits.manners(openVpn.sharing(OpenVpn.Key.TLS_AUTH, server));
  }

  @Test
  void openvpn_alone_is_no_tls_server() {
    assertThat(alone.tls().getOutcome()).isEqualTo(Outcome.CONNECTION_CLOSED);
  }

  @Test
  void shared_port_looks_like_the_server_behind_it() {
    sharing.looksLike(origin);
    sharingBehindKey.looksLike(origin);
  }
}
