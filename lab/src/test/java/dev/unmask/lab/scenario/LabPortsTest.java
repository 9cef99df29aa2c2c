package dev.unmask.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class LabPortsTest {

  @Test
  void ports_must_differ() {
    assertThatThrownBy(() -> new LabPorts(443, 636, 443, 4443)).hasMessageContaining("differ");
  }

  @Test
  void ports_must_be_ports() {
    assertThatThrownBy(() -> new LabPorts(0, 636, 1194, 4443)).hasMessageContaining("out of range");
    assertThatThrownBy(() -> new LabPorts(443, 65_536, 1194, 4443))
        .hasMessageContaining("out of range");
  }

  @Test
  void free_ports_are_below_those_of_outgoing_connections() {
    LabPorts ports = LabPorts.free();

    assertThat(Set.of(ports.https(), ports.ldaps(), ports.vpn(), ports.closed()))
        .hasSize(4)
        .allMatch(port -> port >= 20_000 && port < 32_000);
  }

  @Test
  void vpn_port_is_that_of_openvpn_unless_told_otherwise() {
    assertThat(LabPorts.permitted().vpn()).isEqualTo(1194);
    assertThat(LabPorts.WELL_KNOWN.withVpn(21_194)).isEqualTo(new LabPorts(443, 636, 21_194, 4443));
  }
}
