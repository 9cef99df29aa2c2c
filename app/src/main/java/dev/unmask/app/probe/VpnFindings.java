package dev.unmask.app.probe;

import static dev.unmask.app.probe.Finding.no;
import static dev.unmask.app.probe.Finding.notTested;
import static dev.unmask.app.probe.Finding.yes;

import dev.unmask.classify.model.Vpn;
import java.util.Map;

/** What the signs of a VPN say. An open port is not OpenVPN. */
final class VpnFindings {

  private VpnFindings() {}

  static void put(Map<String, Finding> codes, Vpn vpn) {
    codes.put("PORT_1194_OPEN", port1194(vpn.port1194()));
    codes.put(
        "OPENVPN_ANSWERED",
        switch (vpn.openVpn()) {
          case PROVED -> yes("a server reset carried our session id");
          case BEHIND_KEY, NOT_PROVED -> no("no server reset with our session id");
          case NOT_TESTED -> notTested("no OpenVPN reset was sent");
        });
    codes.put(
        "OPENVPN_CLOSE_PATTERN",
        switch (vpn.openVpn()) {
          case BEHIND_KEY -> yes("it closes as OpenVPN with tls-auth or tls-crypt does");
          case PROVED, NOT_PROVED -> no("it does not close as OpenVPN behind a key does");
          case NOT_TESTED -> notTested("no OpenVPN reset was sent");
        });
    codes.put(
        "PORT_SHARED",
        switch (vpn.portShare()) {
          case SHARED -> yes("the TLS port itself answers an OpenVPN reset");
          case BEHIND_KEY -> yes("the TLS port itself closes as OpenVPN behind a key does");
          case NOT_SHARED -> no("the TLS port itself answers no OpenVPN reset");
          case NOT_TESTED -> Finding.belowTier(3);
        });
  }

  private static Finding port1194(Vpn.Port1194 port) {
    return switch (port) {
      case OPEN -> yes("1194/tcp is open, which alone is not OpenVPN");
      case CLOSED -> no("1194/tcp is closed");
      case FILTERED -> no("1194/tcp gives no answer");
      case NOT_TESTED -> Finding.belowTier(2);
    };
  }
}
