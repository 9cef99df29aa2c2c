package dev.unmask.schemas.owner;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.util.Collections;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * One organisation, as it was at one moment, whose name servers wear, or which serves others (a
 * CDN). Immutable; every set is sorted.
 *
 * @param id short name, lower case, for example {@code microsoft}
 * @param name name for people
 * @param domains registrable domains, lower case; a name equal to one or under it is the owner's
 * @param asns autonomous systems that the owner runs; "in AS8075" is not "run by Microsoft", it
 *     carries tenants too
 * @param prefixes address blocks in CIDR form that are the owner's though their autonomous system
 *     is not
 * @param issuers SHA-256 of the SubjectPublicKeyInfo of CAs that issue for this owner alone,
 *     lowercase hex
 * @param issuersKnown whether these are all CAs outside of the public stores that sign for this
 *     owner, so that a chain that leads to none of them is somebody else's
 * @param agents ids of owners whose networks serve this one's content (CDNs)
 * @param answers what its servers are known to answer, wherever they stand
 * @param watched whether enrich probes hosts whose certificate names this owner
 */
public record Owner(
    String id,
    String name,
    Set<String> domains,
    Set<Long> asns,
    Set<String> prefixes,
    Set<String> issuers,
    boolean issuersKnown,
    Set<String> agents,
    Set<ExpectedAnswer> answers,
    boolean watched) {

  public Owner {
    domains = sorted(domains);
    asns = sorted(asns);
    prefixes = sorted(prefixes);
    issuers = sorted(issuers);
    agents = sorted(agents);
    answers = sorted(answers);
  }

  /** Without a word on what its servers answer. */
  public Owner(
      String id,
      String name,
      Set<String> domains,
      Set<Long> asns,
      Set<String> prefixes,
      Set<String> issuers,
      boolean issuersKnown,
      Set<String> agents,
      boolean watched) {
    this(id, name, domains, asns, prefixes, issuers, issuersKnown, agents, Set.of(), watched);
  }

  /** Whether a DNS name, wildcards included, is one of the owner's. */
  public boolean names(String dnsName) {
    String name = dnsName.startsWith("*.") ? dnsName.substring(2) : dnsName;
    for (String at = name; !at.isEmpty(); at = parent(at)) {
      if (domains.contains(at)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether an address is in this owner's own networks: in one of its autonomous systems, or in one
   * of its prefixes. Text that is no address is in none.
   */
  public boolean runs(OptionalLong asn, String ip) {
    if (asn.isPresent() && asns.contains(asn.getAsLong())) {
      return true;
    }
    IPAddress address = new IPAddressString(ip).getAddress();
    return address != null
        && prefixes.stream()
            .map(prefix -> new IPAddressString(prefix).getAddress().toPrefixBlock())
            .anyMatch(block -> block.contains(address));
  }

  private static String parent(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1);
  }

  private static <T extends Comparable<T>> Set<T> sorted(Set<T> values) {
    return Collections.unmodifiableSet(new TreeSet<>(values));
  }
}
