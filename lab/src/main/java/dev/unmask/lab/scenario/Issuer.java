package dev.unmask.lab.scenario;

/** Who signs a leaf. Roots and what is below them are made for the leaves that are asked for. */
public enum Issuer {
  /** Below the root that expired in May 2021. */
  UPDATE_CA_OF_EXPIRED_ROOT,
  /** The same owner's CA of today. */
  UPDATE_CA,
  /** Somebody who calls his CA what the owner calls its own. */
  IMPOSTOR,
  /** The CA of the portal. */
  PORTAL_CA,
  /** A CA that sells to anybody. */
  WEB_CA,
  /** The leaf's own key: it is self-signed, as proxies' installers make them. */
  ITSELF,
  /** The same as products make and ship them: an RSA key, for twenty years. */
  ITS_PRODUCT;

  /** Whether the leaf has no issuer but itself. */
  public boolean itself() {
    return this == ITSELF || this == ITS_PRODUCT;
  }

  /** Whether a user of unmask trusts the root above it. */
  public boolean trusted() {
    return this != IMPOSTOR && !itself();
  }
}
