package dev.unmask.enrich.policy;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.ipv4.IPv4AddressTrie;
import inet.ipaddr.ipv6.IPv6AddressTrie;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A set of address blocks, IPv4 and IPv6. Immutable once built, safe from any thread. */
final class AddressBlocks {
  /**
   * An address or a block in CIDR form: no ranges, masks, wildcards, zones or shorthand of
   * inet_aton.
   */
  private static final IPAddressStringParameters STRICT =
      new IPAddressStringParameters.Builder()
          .allowEmpty(false)
          .allowAll(false)
          .allowPrefixOnly(false)
          .allowMask(false)
          .allowSingleSegment(false)
          .allowWildcardedSeparator(false)
          .setRangeOptions(inet.ipaddr.AddressStringParameters.RangeParameters.NO_RANGE)
          .getIPv4AddressParametersBuilder()
          .allow_inet_aton(false)
          .allowLeadingZeros(false)
          .getParentBuilder()
          .getIPv6AddressParametersBuilder()
          .allowZone(false)
          .getParentBuilder()
          .toParams();

  private static final int MAPPED = 96;

  private final IPv4AddressTrie v4 = new IPv4AddressTrie();
  private final IPv6AddressTrie v6 = new IPv6AddressTrie();

  AddressBlocks(Collection<IPAddress> blocks) {
    for (var block : blocks) {
      if (block.isIPv4()) {
        v4.add(block.toIPv4());
      } else {
        v6.add(block.toIPv6());
      }
    }
  }

  /** The smallest block that the address is in. */
  Optional<IPAddress> around(IPAddress address) {
    return Optional.ofNullable(
        address.isIPv4()
            ? v4.longestPrefixMatch(address.toIPv4())
            : v6.longestPrefixMatch(address.toIPv6()));
  }

  /**
   * Reads a block, for example {@code 192.0.2.0/24}, {@code 2001:db8::/32} or {@code 192.0.2.7}.
   * Bits below the prefix length are cleared, as ZMap does. A block within ::ffff:0:0/96 is the
   * IPv4 block that it means.
   */
  static Optional<IPAddress> parse(String text) {
    return Optional.ofNullable(new IPAddressString(text, STRICT).getAddress())
        .map(address -> address.isPrefixed() ? address.toPrefixBlock() : address)
        .map(AddressBlocks::meant);
  }

  /**
   * Reads a block, or a range {@code FIRST-LAST} as the fewest blocks that make it up; empty if the
   * text is neither.
   */
  static List<IPAddress> parseAny(String text) {
    var hyphen = text.indexOf('-');
    return hyphen < 0
        ? parse(text).stream().toList()
        : range(text.substring(0, hyphen).strip(), text.substring(hyphen + 1).strip());
  }

  private static List<IPAddress> range(String from, String to) {
    var first = address(from);
    var last = address(to);
    if (first.isEmpty()
        || last.isEmpty()
        || first.get().isIPv4() != last.get().isIPv4()
        || first.get().compareTo(last.get()) > 0) {
      return List.of();
    }
    return List.of(first.get().spanWithRange(last.get()).spanWithPrefixBlocks());
  }

  private static Optional<IPAddress> address(String text) {
    return parse(text).filter(address -> !address.isPrefixed() && !address.isMultiple());
  }

  private static IPAddress meant(IPAddress block) {
    if (block.isIPv4() || !block.toIPv6().isIPv4Mapped()) {
      return block;
    }
    var length = Optional.ofNullable(block.getNetworkPrefixLength());
    var embedded = block.toIPv6().getEmbeddedIPv4Address().withoutPrefixLength().getLower();
    return length.isEmpty() ? embedded : embedded.toPrefixBlock(length.get() - MAPPED);
  }
}
