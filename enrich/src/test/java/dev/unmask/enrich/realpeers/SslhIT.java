package dev.unmask.enrich.realpeers;

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
    Place ssh = new Nginx(programs.here()).http();
    origin = visits.manners(server);
    sslh = visits.manners(new Sslh(programs.here()).before(server, vpn, ssh));
  }

  @Test
  void multiplexer_looks_like_its_tls_server() {
    sslh.looksLike(origin);
  }
}
