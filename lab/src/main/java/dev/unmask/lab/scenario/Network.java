package dev.unmask.lab.scenario;

/**
 * An autonomous system.
 *
 * @param asn its number, 1 to 4294967295
 * @param organisation whose it is, as a scanner names it
 */
public record Network(long asn, String organisation) {
  public Network {
    if (asn < 1 || asn > 0xFFFF_FFFFL) {
      throw new IllegalArgumentException("AS number out of range: " + asn);
    }
    if (organisation.isBlank()) {
      throw new IllegalArgumentException("AS" + asn + " needs an organisation");
    }
  }
}
