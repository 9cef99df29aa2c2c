package dev.unmask.classify.evidence;

import dev.unmask.classify.model.Signature;
import dev.unmask.classify.model.Vpn;
import dev.unmask.classify.model.Vpn.OpenVpn;
import dev.unmask.classify.model.Vpn.Port1194;
import dev.unmask.classify.model.Vpn.PortShare;

/** What of a VPN one host shows, from an open port to proof. */
final class OpenVpnSigns {

  private OpenVpnSigns() {}

  /** Any test for a VPN was made. */
  static boolean tested(Signature host) {
    return !host.vpn().equals(Vpn.untested());
  }

  /** An OpenVPN reset was sent to 1194 or to the TLS port. */
  static boolean asked(Signature host) {
    return host.vpn().openVpn() != OpenVpn.NOT_TESTED || portAsked(host);
  }

  /** An OpenVPN reset was sent to the TLS port. */
  static boolean portAsked(Signature host) {
    return host.vpn().portShare() != PortShare.NOT_TESTED;
  }

  /** 1194/tcp accepts connections, which is no proof of anything. */
  static boolean open(Signature host) {
    return host.vpn().port1194() == Port1194.OPEN;
  }

  /** Our random session id came back, on 1194 or on the TLS port. */
  static boolean proved(Signature host) {
    return host.vpn().openVpn() == OpenVpn.PROVED || host.vpn().portShare() == PortShare.SHARED;
  }

  /** Not proved, but it closes as an OpenVPN parser with a hidden key does. */
  static boolean behindKey(Signature host) {
    boolean key =
        host.vpn().openVpn() == OpenVpn.BEHIND_KEY
            || host.vpn().portShare() == PortShare.BEHIND_KEY;
    return key && !proved(host);
  }

  /** OpenVPN on the very port that TLS is on. */
  static boolean onTlsPort(Signature host) {
    return host.vpn().portShare() == PortShare.SHARED
        || host.vpn().portShare() == PortShare.BEHIND_KEY;
  }

  static boolean any(Signature host) {
    return open(host) || proved(host) || behindKey(host);
  }
}
