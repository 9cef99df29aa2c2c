package dev.unmask.classify.model;

/** What is customarily spoken inside TLS at a port. */
public enum PortClass {
  /** A web port: 443 and its usual substitutes. */
  HTTPS,
  /** 636 and 3269: a server that waits for the client to speak LDAP. */
  LDAPS,
  OTHER;

  static PortClass of(int port) {
    return switch (port) {
      case 443, 4443, 8443, 9443, 10443 -> HTTPS;
      case 636, 3269 -> LDAPS;
      default -> OTHER;
    };
  }
}
