package dev.unmask.lab.scenario;

import java.util.List;
import java.util.SplittableRandom;

/** Draws sites in the networks of the owner and of its CDN. */
final class OwnerNetworks {
  private static final Network OWNER = new Network(8075, "Microsoft Corporation");
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
    return new Site(LabScenario.EDGE, anyOf(EDGE_COUNTRIES));
  }

  private String anyOf(List<String> countries) {
    return countries.get(random.nextInt(countries.size()));
  }
}
