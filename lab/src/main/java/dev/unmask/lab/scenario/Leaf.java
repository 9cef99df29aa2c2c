package dev.unmask.lab.scenario;

import java.util.List;

/**
 * A leaf certificate that hosts of the lab show. Its key is its own.
 *
 * @param id tells it from others for the same names
 * @param subject its distinguished name (RFC 4514)
 * @param names its subjectAltName
 */
public record Leaf(String id, Issuer issuer, String subject, List<String> names) {
  /** The name that every leaf of the case is for. */
  public static final String NAME = "www.update.microsoft.com";

  /** Signed by the owner's update CA, whose root expired in May 2021. */
  public static final Leaf EXPIRED_ROOT = update("EXPIRED_ROOT", Issuer.UPDATE_CA_OF_EXPIRED_ROOT);

  /** Its successor, signed by the owner's CA of today, as are the next three. */
  public static final Leaf RENEWED = update("RENEWED", Issuer.UPDATE_CA);

  /** On the owner's own servers alone. */
  public static final Leaf IN_HOUSE = update("IN_HOUSE", Issuer.UPDATE_CA);

  /** On the servers of the owner's CDN. */
  public static final Leaf AT_THE_EDGE = update("AT_THE_EDGE", Issuer.UPDATE_CA);

  /** On hosts that are gone. */
  public static final Leaf RETIRED = update("RETIRED", Issuer.UPDATE_CA);

  /** Signed by somebody who calls his CA what the owner calls its own. */
  public static final Leaf FORGED = update("FORGED", Issuer.IMPOSTOR);

  public Leaf {
    names = List.copyOf(names);
  }

  private static Leaf update(String id, Issuer issuer) {
    return new Leaf(
        id,
        issuer,
        "C=US,ST=Washington,L=Redmond,O=Microsoft Corporation,CN=" + NAME,
        List.of(
            NAME, "update.microsoft.com", "fe2.update.microsoft.com", "*.update.microsoft.com"));
  }

  @Override
  public String toString() {
    return id;
  }
}
