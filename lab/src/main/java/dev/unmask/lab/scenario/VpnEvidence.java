package dev.unmask.lab.scenario;

/** What there is to find on a host's VPN port, in the words that unmask uses. */
public enum VpnEvidence {
  /** The port is closed: a connect is refused. */
  NONE,
  /** Something is there, and says nothing. */
  PORT_OPEN,
  /** OpenVPN answers. */
  OPENVPN_PROVED
}
