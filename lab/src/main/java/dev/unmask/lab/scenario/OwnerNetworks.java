package dev.unmask.lab.scenario;

import java.util.List;
import java.util.SplittableRandom;

/** Draws sites in the networks of the owner and of its CDN. */
final class OwnerNetworks {
  static final Network OWNER = new Network(8075, "Microsoft Corporation");

  /** That of the owner's CDN, which its catalogue must name: a documentation AS (RFC 5398). */
  static final Network EDGE = new Network(64_500, "Example Edge Delivery");

  private static final List<String> OWNER_COUNTRIES = List.of("US", "US", "US", "IE", "NL", "SG");
  private static final List<String> EDGE_COUNTRIES =
      List.of("US", "DE", "NL", "GB", "FR", "SE", "JP", "SG", "BR", "IN", "AU", "ZA");

  private final SplittableRandom random;

  OwnerNetworks(SplittableRandom random) {
    this.random = random;
  }

  Site own() {
    return new Site(OWNER, anyOf(OWNER_COUNTRIES));
  }

  Site edge() {
    return new Site(EDGE, anyOf(EDGE_COUNTRIES));
  }

  private String anyOf(List<String> countries) {
    return countries.get(random.nextInt(countries.size()));
  }
}
