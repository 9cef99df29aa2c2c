package dev.unmask.classify.model;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that is known of a cluster in numbers: what the assessment reads.
 *
 * @param fingerprint SHA-256 of the leaf's DER, lowercase hex
 * @param hosts how many hosts have each signature; all positive
 * @param ports hosts by port
 * @param networks hosts by number of their autonomous system; hosts without one are in none
 * @param countries hosts by ISO 3166-1 alpha-2 code; hosts without one are in none
 * @param firstSeen event time at which the certificate was first seen at any host
 * @param lastSeen event time at which it was last seen at any host
 * @param changed hosts that showed this certificate and show another now; not among {@code hosts}
 */
public record Profile(
    String fingerprint,
    SortedMap<Signature, Long> hosts,
    SortedMap<Integer, Long> ports,
    SortedMap<Long, Long> networks,
    SortedMap<String, Long> countries,
    Optional<Instant> firstSeen,
    Optional<Instant> lastSeen,
    long changed) {

  public Profile {
    hosts = counts(hosts, "hosts");
    ports = counts(ports, "ports");
    networks = counts(networks, "networks");
    countries = counts(countries, "countries");
    if (changed < 0) {
      throw new IllegalArgumentException("changed: " + changed + " is negative");
    }
  }

  /** Hosts of the cluster. */
  public long total() {
    return hosts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static <K extends Comparable<K>> SortedMap<K, Long> counts(
      SortedMap<K, Long> counts, String name) {
    counts.forEach(
        (key, count) -> {
          if (count <= 0) {
            throw new IllegalArgumentException(
                name + ": " + count + " of " + key + "; a count is at least 1");
          }
        });
    return Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }
}
