package dev.unmask.enrich.realpeers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.FirstAnswer;
import dev.unmask.enrich.probe.peers.Probing;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** REALITY and ShadowTLS, far from the server whose certificate they wear. */
@Execution(ExecutionMode.CONCURRENT)
class FarCamouflageIT {

  private static final Duration ONE_WAY = Duration.ofMillis(40);

  @RegisterExtension static final Programs programs = new Programs();
  @RegisterExtension static final Visits visits = new Visits();

  private static Visited origin;
  private static Visited reality;
  private static Visited version1;
  private static Visited version2;
  private static Visited version3;

  @BeforeAll
  static void visit() {
    FarRelay far = new FarRelay(programs, ONE_WAY);
    Place server = Owner.server(far.origin());
    ShadowTls shadowTls = new ShadowTls(far.relay());
    origin = visits.timings(server);
    reality = visits.timings(new Reality(far.relay()).before(server, Probing.NAME));
    version1 = visits.timings(shadowTls.version1(Owner.server(far.origin(), "TLSv1.2")));
    version2 = visits.timings(shadowTls.version2(server));
    version3 = visits.timings(shadowTls.version3(server));
  }

  @Test
  void stranger_sees_the_origin_but_for_version_1() {
    for (Visited relay : List.of(reality, version2, version3)) {
      relay.looksLike(origin);
    }
  }

  @Test
  void fin_after_the_hello_is_passed_on_by_reality_and_version_3() {
    for (Visited relay : List.of(origin, reality, version3)) {
      assertThat(relay.halfClose().getAnswer()).isEqualTo(FirstAnswer.TLS_HANDSHAKE);
    }
  }

  @Test
  void fin_after_the_hello_resets_version_1_and_2() {
    for (Visited relay : List.of(version1, version2)) {
      assertThat(relay.halfClose().getAnswer()).isEqualTo(FirstAnswer.RESET);
    }
  }
}
