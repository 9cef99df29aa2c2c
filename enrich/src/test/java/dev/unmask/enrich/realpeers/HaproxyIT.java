package dev.unmask.enrich.realpeers;

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
    origin = visits.manners(server);
    relay = visits.manners(new Haproxy(programs.here()).relay(server));
  }

  @Test
  void relay_looks_like_its_origin() {
    relay.looksLike(origin);
  }
}
