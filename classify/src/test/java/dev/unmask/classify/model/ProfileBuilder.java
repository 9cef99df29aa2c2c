package dev.unmask.classify.model;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Profiles for tests: rows, and over how many networks and countries the hosts are spread evenly.
 */
public final class ProfileBuilder {

  private final SortedMap<Signature, Long> hosts = new TreeMap<>();
  private final SortedMap<Long, Long> networks = new TreeMap<>();
  private final SortedMap<String, Long> countries = new TreeMap<>();
  private String fingerprint = "1073570f79136511ba45b44c923a55c69b97e91d3aaa2e06e5e657129ca809ff";

  private ProfileBuilder() {}

  public static ProfileBuilder aProfile() {
    return new ProfileBuilder();
  }

  public ProfileBuilder fingerprint(String fingerprint) {
    this.fingerprint = fingerprint;
    return this;
  }

  public ProfileBuilder with(long count, HostBuilder host) {
    return with(count, host.build());
  }

  public ProfileBuilder with(long count, Signature host) {
    if (count > 0) {
      hosts.merge(host, count, Long::sum);
    }
    return this;
  }

  public ProfileBuilder in(long asn, long count) {
    if (count > 0) {
      networks.merge(asn, count, Long::sum);
      countries.merge("NL", count, Long::sum);
    }
    return this;
  }

  /** Hosts spread evenly over networks from AS64500 on. */
  public ProfileBuilder spread(long count, int over) {
    for (int i = 0; i < over; i++) {
      in(64_500 + i, count / over + (i < count % over ? 1 : 0));
    }
    return this;
  }

  public Profile build() {
    SortedMap<Integer, Long> ports = new TreeMap<>();
    long total = hosts.values().stream().mapToLong(Long::longValue).sum();
    if (total > 0) {
      ports.put(443, total);
    }
    return new Profile(
        fingerprint,
        hosts,
        ports,
        networks,
        countries,
        Optional.of(Instant.parse("2022-01-01T00:00:00Z")),
        Optional.of(Instant.parse("2022-09-01T00:00:00Z")),
        0);
  }
}
