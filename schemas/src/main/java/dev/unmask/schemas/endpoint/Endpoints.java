package dev.unmask.schemas.endpoint;

import dev.unmask.avro.Endpoint;
import dev.unmask.avro.Transport;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the text of an {@link Endpoint} is, and what subnet it lies in. Pure functions, safe from
 * any thread.
 *
 * <p>The text is the record key of banners, observations and host verdicts: {@code
 * 192.0.2.7:443/tcp} or {@code [2001:db8::7]:443/tcp}, the address as RFC 5952 writes it.
 */
public final class Endpoints {

  private static final Pattern KEY =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]{2,45})]|([0-9.]{7,15})):([0-9]{1,5})/(tcp|udp)");

  /** Whole addresses only: no prefixes, ranges, wildcards, zones or shorthand of inet_aton. */
  private static final IPAddressStringParameters STRICT =
      new IPAddressStringParameters.Builder()
          .allowEmpty(false)
          .allowAll(false)
          .allowPrefix(false)
          .allowMask(false)
          .allowSingleSegment(false)
          .allowWildcardedSeparator(false)
          .getIPv4AddressParametersBuilder()
          .allow_inet_aton(false)
          .allowLeadingZeros(false)
          .getParentBuilder()
          .getIPv6AddressParametersBuilder()
          .allowZone(false)
          .getParentBuilder()
          .toParams();

  private Endpoints() {}

  /** The endpoint as text. */
  public static String key(Endpoint endpoint) {
    String ip = endpoint.getIp();
    String host = ip.indexOf(':') < 0 ? ip : "[" + ip + "]";
    return host
        + ":"
        + endpoint.getPort()
        + "/"
        + endpoint.getTransport().name().toLowerCase(Locale.ROOT);
  }

  /**
   * An endpoint, its address in canonical form.
   *
   * @throws IllegalArgumentException if the address is none, or the port is not 0 to 65535
   */
  public static Endpoint of(String ip, int port, Transport transport) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + ": expected 0 to 65535");
    }
    return new Endpoint(canonicalIp(ip), port, transport);
  }

  /**
   * Reads what {@link #key} writes.
   *
   * @throws IllegalArgumentException if the text is no endpoint; the message says what was expected
   */
  public static Endpoint parse(String key) {
    return tryParse(key)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'"
                        + key
                        + "' is no endpoint: expected for example 192.0.2.7:443/tcp or [2001:db8::7]:443/tcp"));
  }

  /** Reads what {@link #key} writes; empty if the text is no endpoint. */
  public static Optional<Endpoint> tryParse(String key) {
    Matcher matcher = KEY.matcher(key);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int port = Integer.parseInt(matcher.group(3));
    String text = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    if (port > 65_535) {
      return Optional.empty();
    }
    Transport transport = matcher.group(4).equals("tcp") ? Transport.TCP : Transport.UDP;
    return canonical(text).map(ip -> new Endpoint(ip, port, transport));
  }

  /**
   * An address as RFC 5952 writes it; an IPv4-mapped IPv6 address as the IPv4 address that it means
   * (RFC 4291 2.5.5.2).
   *
   * @throws IllegalArgumentException if the text is no address
   */
  public static String canonicalIp(String ip) {
    return canonical(ip).orElseThrow(() -> noAddress(ip));
  }

  /**
   * The subnet that politeness and partitioning go by: the /24 of an IPv4 address, the /48 of an
   * IPv6 address.
   *
   * @throws IllegalArgumentException if the text is no address
   */
  public static String subnet(String ip) {
    if (DottedQuad.isCanonical(ip)) {
      return ip.substring(0, ip.lastIndexOf('.')) + ".0/24";
    }
    IPAddress address = address(ip).orElseThrow(() -> noAddress(ip));
    int length = address.isIPv4() ? 24 : 48;
    return address.toPrefixBlock(length).toCanonicalString();
  }

  private static IllegalArgumentException noAddress(String ip) {
    return new IllegalArgumentException("'" + ip + "' is no IPv4 or IPv6 address");
  }

  private static Optional<String> canonical(String text) {
    return DottedQuad.isCanonical(text)
        ? Optional.of(text)
        : address(text).map(IPAddress::toCanonicalString);
  }

  private static Optional<IPAddress> address(String text) {
    IPAddress address = new IPAddressString(text, STRICT).getAddress();
    if (address == null || address.isMultiple()) {
      return Optional.empty();
    }
    if (address.isIPv6() && address.toIPv6().isIPv4Mapped()) {
      return Optional.of(address.toIPv6().getEmbeddedIPv4Address());
    }
    return Optional.of(address);
  }
}
