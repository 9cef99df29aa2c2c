package dev.unmask.enrich.realpeers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Resumed;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** haproxy as a TCP proxy: a full relay. */
@Execution(ExecutionMode.CONCURRENT)
class HaproxyIT {

  @RegisterExtension static final Programs programs = new Programs();
  @RegisterExtension static final Visits visits = new Visits();

  private static Visited origin;
  private static Visited relay;

  @BeforeAll
  static void visit() {
    Place server = Owner.server(programs.here());
    origin = visits.twin(server);
    relay = visits.manners(new Haproxy(programs.here()).relay(server));
  }

  @Test
  void relay_looks_like_its_origin() {
    relay.looksLike(origin);
  }

  @Test
  void half_a_hello_and_plain_http_are_the_origins_to_answer() {
    assertThat(relay.halfHello().getAnswer()).isEqualTo(origin.halfHello().getAnswer());
    assertThat(relay.plainHttp().getFirstBytes()).isEqualTo(origin.plainHttp().getFirstBytes());
  }

  @Test
  void other_names_are_the_origins_to_answer() {
    relay.showsOneCertificateForAllNames();
  }

  @Test
  void session_begun_at_the_origin_is_resumed_through_the_relay() {
    assertThat(relay.offered())
        .isNotEmpty()
        .allSatisfy(
            session -> {
              assertThat(session.getOriginInsideOwner()).isTrue();
              assertThat(session.getResumed()).isEqualTo(Resumed.YES);
            });
  }
}
