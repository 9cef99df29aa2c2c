package dev.unmask.lab.scenario;

import dev.unmask.avro.Role;
import dev.unmask.avro.VpnEvidence;
import java.util.Optional;

/**
 * A system that wears a third party's certificate by relaying to it.
 *
 * @param vpnOverTcp what it has on the VPN port, over TCP
 * @param vpnOverUdp the same over UDP
 */
record RelaySystem(
    String name,
    Role role,
    VpnEvidence vpn,
    RelayManners manners,
    Optional<OpenVpn> vpnOverTcp,
    Optional<OpenVpn> vpnOverUdp,
    Marks marks) {

  /** Nothing of a VPN about it. */
  RelaySystem(String name, Role role, RelayManners manners, Marks marks) {
    this(name, role, VpnEvidence.NONE, manners, Optional.empty(), Optional.empty(), marks);
  }

  /** With OpenVPN on the TLS port alone, which the manners tell. */
  RelaySystem(String name, VpnEvidence vpn, RelayManners manners, Marks marks) {
    this(name, Role.PORT_SHARE, vpn, manners, Optional.empty(), Optional.empty(), marks);
  }
}
