package dev.unmask.classify.topology.verdict;

import dev.unmask.avro.HostCounts;
import dev.unmask.classify.assess.Assessment;
import dev.unmask.classify.model.Profile;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The figures of a verdict. Pure; all maps are sorted. */
final class Counted {

  /** Rows of a table by port, network or country. */
  private static final int MOST_ROWS = 20;

  private Counted() {}

  static HostCounts hosts(Profile profile, Assessment assessment, HostsByRole byRole) {
    return HostCounts.newBuilder()
        .setTotal(profile.total())
        .setByRole(named(byRole.totals(), Enum::name))
        .setByPort(largest(profile.ports(), String::valueOf))
        .setByOutcome(byOutcome(profile))
        .setByVpn(byVpn(profile, assessment))
        .setNetworks(profile.networks().size())
        .setByNetwork(largest(profile.networks(), asn -> "AS" + asn))
        .setCountries(profile.countries().size())
        .setByCountry(largest(profile.countries(), country -> country))
        .setChanged(profile.changed())
        .build();
  }

  private static SortedMap<String, Long> byOutcome(Profile profile) {
    SortedMap<String, Long> counts = new TreeMap<>();
    profile.hosts().forEach((s, hosts) -> counts.merge(s.outcomeName(), hosts, Long::sum));
    return counts;
  }

  private static SortedMap<String, Long> byVpn(Profile profile, Assessment assessment) {
    SortedMap<String, Long> counts = new TreeMap<>();
    profile
        .hosts()
        .forEach(
            (s, hosts) -> counts.merge(Roles.of(assessment, s).vpn().name(), hosts, Long::sum));
    return counts;
  }

  /** The rows with the most hosts; of equal ones the first by key. */
  private static <K extends Comparable<K>> SortedMap<String, Long> largest(
      SortedMap<K, Long> counts, Function<K, String> name) {
    SortedMap<String, Long> rows = new TreeMap<>();
    counts.entrySet().stream()
        .sorted(
            Map.Entry.<K, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_ROWS)
        .forEach(entry -> rows.put(name.apply(entry.getKey()), entry.getValue()));
    return rows;
  }

  private static <K> SortedMap<String, Long> named(
      SortedMap<K, Long> counts, Function<K, String> name) {
    SortedMap<String, Long> rows = new TreeMap<>();
    counts.forEach((key, hosts) -> rows.put(name.apply(key), hosts));
    return rows;
  }
}
