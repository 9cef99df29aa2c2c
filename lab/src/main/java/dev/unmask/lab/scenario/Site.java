package dev.unmask.lab.scenario;

/**
 * Where a host stands.
 *
 * @param country ISO 3166-1 alpha-2
 */
public record Site(Network network, String country) {
  public Site {
    if (!country.matches("[A-Z]{2}")) {
      throw new IllegalArgumentException("not a country code of two letters: " + country);
    }
  }
}
