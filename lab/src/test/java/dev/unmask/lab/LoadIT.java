package dev.unmask.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.unmask.lab.scenario.LabHost;
import dev.unmask.lab.scenario.LabScenario;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hundreds of clients at once. */
class LoadIT {
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  @Test
  void hundreds_of_clients_are_held_at_once_and_leave_nothing_behind() throws IOException {
    try (RunningLab lab = RunningLab.start(ports -> LabScenario.divd(0.08, 9, ports));
        Crowd crowd = new Crowd()) {
      List<LabHost> relays = lab.cast("relay-openvpn").hosts();
      assertThat(relays).hasSizeGreaterThan(500);

      crowd.visit(relays);

      await().atMost(A_MINUTE).until(() -> crowd.completed() + crowd.failed() == relays.size());
      assertThat(crowd.failed()).isZero();
      await().untilAsserted(() -> assertThat(lab.counters().holding()).isEqualTo(relays.size()));
      await().untilAsserted(() -> assertThat(lab.counters().open()).isEqualTo(relays.size()));
      assertThat(crowd.stillConnected()).isEqualTo(relays.size());

      crowd.leave();

      await().atMost(A_MINUTE).untilAsserted(() -> assertThat(lab.counters().open()).isZero());
      assertThat(lab.counters().holding()).isZero();
      assertThat(lab.counters().relayed()).isEqualTo(relays.size());
    }
  }
}
