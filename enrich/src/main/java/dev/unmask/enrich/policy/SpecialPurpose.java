package dev.unmask.enrich.policy;

import inet.ipaddr.IPAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The address blocks that IANA's special-purpose registries list (RFC 6890 and RFC 8190; {@code
 * iana-ipv4-special-registry} and {@code iana-ipv6-special-registry}, both last updated on
 * 2025-10-09, and compared with that in November 2026), globally reachable ones too; and multicast,
 * and the rest of IPv6 that is no global unicast (RFC 4291 2.4): nobody scans them, or everybody
 * who lists them has asked not to be.
 */
final class SpecialPurpose {
  private static final Map<IPAddress, String> BLOCKS =
      blocks(
          """
          0.0.0.0/8 this network
          10.0.0.0/8 private
          100.64.0.0/10 shared address space
          127.0.0.0/8 loopback
          169.254.0.0/16 link local
          172.16.0.0/12 private
          192.0.0.0/24 protocol assignments
          192.0.2.0/24 documentation
          192.31.196.0/24 AS112
          192.52.193.0/24 AMT
          192.88.99.0/24 6to4 relay
          192.168.0.0/16 private
          192.175.48.0/24 AS112
          198.18.0.0/15 benchmarking
          198.51.100.0/24 documentation
          203.0.113.0/24 documentation
          224.0.0.0/4 multicast
          240.0.0.0/4 reserved
          255.255.255.255/32 broadcast
          ::/3 no global unicast
          ::/128 unspecified
          ::1/128 loopback
          64:ff9b:1::/48 local-use NAT64
          100::/64 discard
          2001::/23 protocol assignments
          2001::/32 Teredo
          2001:db8::/32 documentation
          2002::/16 6to4
          2620:4f:8000::/48 AS112
          3fff::/20 documentation
          4000::/2 no global unicast
          5f00::/16 segment routing
          8000::/1 no global unicast
          fc00::/7 unique local
          fe80::/10 link local
          ff00::/8 multicast
          """);

  private static final Set<String> LOCAL = Set.of("private", "loopback", "unique local");

  private final AddressBlocks blocks = new AddressBlocks(BLOCKS.keySet());
  private final boolean allowLocal;

  /**
   * {@code allowLocal}: private and loopback addresses are as good as any other; nothing else
   * changes.
   */
  SpecialPurpose(boolean allowLocal) {
    this.allowLocal = allowLocal;
  }

  /** The block and its purpose, for people, if the address is in one. */
  Optional<String> around(IPAddress address) {
    return blocks
        .around(address)
        .filter(block -> !(allowLocal && LOCAL.contains(purpose(block))))
        .map(block -> block.toCanonicalString() + " (" + purpose(block) + ")");
  }

  private static String purpose(IPAddress block) {
    return Optional.ofNullable(BLOCKS.get(block)).orElseThrow();
  }

  private static Map<IPAddress, String> blocks(String table) {
    return table
        .lines()
        .map(line -> line.split(" ", 2))
        .collect(
            Collectors.toUnmodifiableMap(
                line -> AddressBlocks.parse(line[0]).orElseThrow(), line -> line[1]));
  }
}
