package dev.unmask.enrich.policy;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressNetwork.IPAddressGenerator;
import inet.ipaddr.IPAddressString;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether an address may be contacted at all: not if it is special-purpose, not if the operator's
 * blocklist has it. An IPv4 address within an IPv6 one (mapped, RFC 4291 2.5.5.2; NAT64, RFC 6052)
 * is judged as the IPv4 address that is reached by it; 6to4 and Teredo are special-purpose as a
 * whole. Pure but for the blocklist, which may change; safe from any thread.
 */
public final class AddressRules {
  private static final AddressBlocks NAT64 =
      new AddressBlocks(AddressBlocks.parse("64:ff9b::/96").stream().toList());

  private final Supplier<Blocklist> blocklist;
  private final SpecialPurpose special;

  /**
   * {@code allowLocal}: private and loopback addresses may be contacted too, unless the blocklist
   * has them.
   */
  public AddressRules(Blocklist blocklist, boolean allowLocal) {
    this(() -> blocklist, allowLocal);
  }

  /** The same with a blocklist that changes: the one of the moment is asked each time. */
  public AddressRules(Supplier<Blocklist> inForce, boolean allowLocal) {
    this.blocklist = inForce;
    this.special = new SpecialPurpose(allowLocal);
  }

  /** Why no address at all may be contacted now. */
  Optional<String> closed() {
    return blocklist.get().closed();
  }

  /** Why this address must not be contacted; empty if it may. */
  public Optional<String> forbid(InetAddress address) {
    return forbid(new IPAddressGenerator().from(address));
  }

  /**
   * Why this address must not be contacted; empty if it may. Text that is no address is forbidden.
   */
  Optional<String> forbid(String ip) {
    return Optional.ofNullable(new IPAddressString(ip).getAddress())
        .map(this::forbid)
        .orElseGet(() -> Optional.of("'" + ip + "' is no address"));
  }

  private Optional<String> forbid(IPAddress address) {
    return blocklist
        .get()
        .around(address)
        .map(block -> "blocklist: " + block)
        .or(() -> meant(address).map(v4 -> forbid(v4)).orElseGet(() -> special.around(address)));
  }

  private static Optional<IPAddress> meant(IPAddress address) {
    if (address.isIPv6()
        && (address.toIPv6().isIPv4Mapped() || NAT64.around(address).isPresent())) {
      return Optional.of(address.toIPv6().getEmbeddedIPv4Address());
    }
    return Optional.empty();
  }
}
