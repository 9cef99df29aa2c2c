package dev.unmask.classify.assess;

import dev.unmask.avro.VpnEvidence;
import dev.unmask.classify.model.Vpn;

/** The signs of a VPN at one host, the strongest of them. */
final class VpnSigns {

  private VpnSigns() {}

  static VpnEvidence of(Vpn vpn) {
    if (vpn.openVpn() == Vpn.OpenVpn.PROVED || vpn.portShare() == Vpn.PortShare.SHARED) {
      return VpnEvidence.OPENVPN_PROVED;
    }
    if (vpn.openVpn() == Vpn.OpenVpn.BEHIND_KEY || vpn.portShare() == Vpn.PortShare.BEHIND_KEY) {
      return VpnEvidence.OPENVPN_BEHIND_KEY;
    }
    if (vpn.port1194() == Vpn.Port1194.OPEN) {
      return VpnEvidence.PORT_OPEN;
    }
    boolean tested =
        vpn.port1194() != Vpn.Port1194.NOT_TESTED || vpn.openVpn() != Vpn.OpenVpn.NOT_TESTED;
    return tested ? VpnEvidence.NONE : VpnEvidence.NOT_TESTED;
  }
}
