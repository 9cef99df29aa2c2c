package dev.unmask.classify.model;

/**
 * Signs of a VPN at the same address.
 *
 * @param port1194 how a connect to 1194/tcp ended
 * @param openVpn what an OpenVPN reset drew, on 1194 tcp or udp
 * @param portShare whether the TLS port itself answers OpenVPN
 */
public record Vpn(Port1194 port1194, OpenVpn openVpn, PortShare portShare) {

  /** A connect to 1194/tcp. An open port is no proof of OpenVPN. */
  public enum Port1194 {
    OPEN,
    CLOSED,
    /** No answer to SYN in time. */
    FILTERED,
    NOT_TESTED
  }

  /** What an OpenVPN reset drew. */
  public enum OpenVpn {
    /** A server reset that carries our random session id. */
    PROVED,
    /** Silent, but it closes as OpenVPN with tls-auth or tls-crypt does. */
    BEHIND_KEY,
    NOT_PROVED,
    NOT_TESTED
  }

  /** Whether the TLS port answers OpenVPN too. */
  public enum PortShare {
    SHARED,
    NOT_SHARED,
    NOT_TESTED,
    /** It closes as OpenVPN with tls-auth or tls-crypt does. */
    BEHIND_KEY
  }

  /** Nothing was tried. */
  public static Vpn untested() {
    return new Vpn(Port1194.NOT_TESTED, OpenVpn.NOT_TESTED, PortShare.NOT_TESTED);
  }
}
