package dev.unmask.lab.scenario;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a user of unmask who watches an owner knows of it.
 *
 * @param id in the owner catalogue
 * @param domains names below these are its own
 * @param network where its own servers are
 * @param issuers the CAs that sign for it alone
 * @param edge the network of the CDN that serves for it
 */
public record Owner(
    String id,
    String name,
    List<String> domains,
    Network network,
    List<Issuer> issuers,
    Optional<Network> edge) {
  public Owner {
    domains = List.copyOf(domains);
    issuers = List.copyOf(issuers);
  }

  /** What is known here and there of the same owner. */
  Owner with(Owner other) {
    return new Owner(
        id,
        name,
        Stream.concat(domains.stream(), other.domains.stream()).distinct().toList(),
        network,
        Stream.concat(issuers.stream(), other.issuers.stream()).distinct().toList(),
        edge.or(other::edge));
  }
}
