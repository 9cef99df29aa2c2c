package dev.unmask.classify.alert;

import dev.unmask.avro.HostCounts;
import dev.unmask.avro.Role;
import dev.unmask.avro.Severity;
import dev.unmask.avro.Verdict;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the verdict on one fingerprint adds to its case: figures alone, at most some 400 bytes.
 *
 * @param fingerprint SHA-256 of the certificate, lowercase hex
 * @param spki SHA-256 of its public key; empty while the certificate is not known
 * @param permille confidence, 0 to 1,000
 * @param hosts that are not the owner's own
 * @param byNetwork of these, how many there are at least in an autonomous system, as {@code
 *     AS64500}; of the largest 20. Which hosts of a network are the owner's own a verdict does not
 *     say, so that all of them may be: an owner's network that is allowed must not hide a thief
 *     elsewhere
 */
public record Filing(
    String fingerprint,
    String spki,
    Severity severity,
    int permille,
    long hosts,
    long networks,
    long countries,
    SortedMap<String, Long> byNetwork,
    Optional<Instant> firstSeen,
    Optional<Instant> lastSeen) {

  private static final int MOST_NETWORKS = 20;

  public Filing {
    byNetwork = Collections.unmodifiableSortedMap(new TreeMap<>(byNetwork));
  }

  /** What is filed of a verdict. */
  public static Filing of(Verdict verdict, String spki) {
    HostCounts hosts = verdict.getHosts();
    return new Filing(
        verdict.getFingerprint(),
        spki,
        verdict.getSeverity(),
        (int) Math.round(verdict.getConfidence() * 1_000),
        suspects(hosts),
        hosts.getNetworks(),
        hosts.getCountries(),
        suspectsByNetwork(hosts),
        Optional.ofNullable(verdict.getFirstSeen()),
        Optional.ofNullable(verdict.getLastSeen()));
  }

  private static SortedMap<String, Long> suspectsByNetwork(HostCounts hosts) {
    SortedMap<String, Long> largest = new TreeMap<>();
    hosts.getByNetwork().entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_NETWORKS)
        .filter(network -> network.getValue() > genuine(hosts))
        .forEach(network -> largest.put(network.getKey(), network.getValue() - genuine(hosts)));
    return largest;
  }

  private static long suspects(HostCounts hosts) {
    return hosts.getTotal() - genuine(hosts);
  }

  private static long genuine(HostCounts hosts) {
    return hosts.getByRole().getOrDefault(Role.GENUINE.name(), 0L);
  }
}
