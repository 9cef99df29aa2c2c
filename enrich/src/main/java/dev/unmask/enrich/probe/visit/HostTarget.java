package dev.unmask.enrich.probe.visit;

import dev.unmask.avro.Endpoint;
import dev.unmask.schemas.owner.Owner;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * One endpoint to probe.
 *
 * @param endpoint where to; the transport is TCP
 * @param serverName name for SNI, for the Host header and for the check of the certificate's name
 *     (RFC 6125); one that is no host name, an address or a wildcard for instance, counts as absent
 * @param owner whom the certificate names, as the catalogue knows it: its issuing CAs are anchors
 * @param asn autonomous system of the address, as the banner says
 * @param insideOwner whether the address lies inside the owner's own networks: then it is a twin
 * @param tier how much is asked
 */
public record HostTarget(
    Endpoint endpoint,
    Optional<String> serverName,
    Optional<Owner> owner,
    OptionalLong asn,
    boolean insideOwner,
    Tier tier) {

  /** RFC 1123 2.1, with the underscore that is met in practice; the last label is no number. */
  private static final Pattern HOST_NAME =
      Pattern.compile(
          "(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\\.)*[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

  public HostTarget {
    if (endpoint.getPort() < 1 || endpoint.getPort() > 65_535) {
      throw new IllegalArgumentException(
          "a port to probe is 1 to 65535, not " + endpoint.getPort());
    }
    if (!NetUtil.isValidIpV4Address(endpoint.getIp())
        && !NetUtil.isValidIpV6Address(endpoint.getIp())) {
      throw new IllegalArgumentException("an endpoint to probe has an IP address");
    }
    serverName = serverName.flatMap(HostTarget::hostName);
  }

  /** The endpoint's address. */
  public InetAddress address() {
    return NetUtil.createInetAddressFromIpAddressString(endpoint.getIp());
  }

  /** What a Host header says: the name, or the address (RFC 3986 3.2.2). */
  public String host() {
    String ip = endpoint.getIp();
    return serverName.orElse(ip.contains(":") ? "[" + ip + "]" : ip);
  }

  /** The name in lower case and without its final dot, if it is a host name at all. */
  private static Optional<String> hostName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    String bare = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    return HOST_NAME.matcher(bare).matches() ? Optional.of(bare) : Optional.empty();
  }
}
