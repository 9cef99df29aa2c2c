package dev.unmask.lab.scenario;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.unmask.lab.scenario.Opening.Dial;
import dev.unmask.lab.scenario.Opening.NotTls;
import dev.unmask.lab.scenario.Opening.Patience;
import dev.unmask.lab.scenario.RelayManners.AfterHandshake;
import dev.unmask.lab.scenario.RelayManners.ClientFin;
import dev.unmask.lab.scenario.SniRoutes.Miss;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RelayMannersTest {
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  @Test
  void who_dials_at_accept_knows_no_vpn_client() {
    OpenVpn vpn = new OpenVpn(OpenVpn.Key.NONE, A_MINUTE);
    assertThatThrownBy(() -> Opening.atAccept().beside(vpn)).hasMessageContaining("VPN");
  }

  @ParameterizedTest
  @EnumSource(names = {"AT_ACCEPT", "AFTER_FIRST_BYTES"})
  void who_dials_before_the_hello_knows_no_name(Dial dial) {
    SniRoutes filter = new SniRoutes(Map.of(), Miss.CLOSE, Miss.ORIGIN);
    assertThatThrownBy(() -> Opening.after(dial, new Patience.Endless(), NotTls.FORWARD).by(filter))
        .hasMessageContaining("name");
  }

  @Test
  void who_forwards_everything_cuts_nothing() {
    RelayManners full = RelayManners.full(Opening.atAccept(), ClientFin.CLOSES, A_MINUTE);
    assertThatThrownBy(full::cuttingTls13).hasMessageContaining("cuts nothing");
  }

  @Test
  void limits_are_positive_and_legs_not_negative() {
    RelayManners held = RelayManners.ofHandshake(AfterHandshake.HOLD, A_MINUTE);
    assertThatThrownBy(() -> RelayManners.ofHandshake(AfterHandshake.HOLD, Duration.ZERO))
        .hasMessageContaining("idle limit");
    assertThatThrownBy(() -> held.withTotalLimit(Duration.ZERO))
        .hasMessageContaining("total limit");
    assertThatThrownBy(() -> held.withLeg(Duration.ofMillis(-1))).hasMessageContaining("leg");
    assertThatThrownBy(() -> new OpenVpn(OpenVpn.Key.NONE, Duration.ZERO))
        .hasMessageContaining("hand-window");
  }
}
