package dev.unmask.enrich.realpeers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.TlsProbe;
import dev.unmask.enrich.probe.peers.Probing;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** One relay host, far from its origin: its kernel's NAT, and programs that dial. */
@Execution(ExecutionMode.CONCURRENT)
class KernelNatIT {

  private static final Duration ONE_WAY = Duration.ofMillis(40);
  private static final long LEG = 2 * ONE_WAY.toNanos();

  @RegisterExtension static final Programs programs = new Programs();
  @RegisterExtension static final Visits visits = new Visits();

  private static Visited origin;
  private static Visited nat;
  private static Visited dialsAtAccept;
  private static Visited dialsAfterHello;

  @BeforeAll
  static void visit() {
    FarRelay far = new FarRelay(programs, ONE_WAY);
    Place server = Owner.server(far.origin());
    origin = visits.timings(server);
    nat = visits.timings(far.translate(server));
    dialsAtAccept = visits.timings(new Haproxy(far.relay()).relay(server));
    dialsAfterHello = visits.timings(new Nginx(far.relay()).sniProxy(Map.of(Probing.NAME, server)));
  }

  @Test
  void all_look_like_the_origin() {
    nat.looksLike(origin);
    dialsAtAccept.looksLike(origin);
    dialsAfterHello.looksLike(origin);
  }

  @Test
  void nat_hides_no_leg_from_tcp() {
    TlsProbe tls = nat.tls();

    assertThat(tls.getConnectNanos()).isGreaterThan(LEG);
    assertThat(tls.getFirstFlightNanos() - tls.getConnectNanos()).isLessThan(LEG / 2);
  }

  @Test
  void relay_that_dials_hides_a_leg_from_tcp() {
    for (Visited relay : new Visited[] {dialsAtAccept, dialsAfterHello}) {
      TlsProbe tls = relay.tls();

      assertThat(tls.getFirstFlightNanos() - tls.getConnectNanos()).isGreaterThan(LEG);
    }
  }
}
