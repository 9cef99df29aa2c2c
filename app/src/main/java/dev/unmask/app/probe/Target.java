package dev.unmask.app.probe;

import dev.unmask.avro.Endpoint;
import dev.unmask.avro.Transport;
import dev.unmask.schemas.endpoint.Endpoints;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host as one names it.
 *
 * @param host address, or name to be resolved
 * @param port 1 to 65535
 * @param named the name to ask it for, where one is given beside the host
 */
public record Target(String host, int port, Optional<String> named) {
  private static final int HTTPS = 443;

  /**
   * {@code [v6]:port}, {@code host:port}, {@code host}; more than one colon without brackets is an
   * IPv6 address.
   */
  private static final Pattern TYPED =
      Pattern.compile("\\[([0-9A-Fa-f:.]+)](?::([0-9]{1,5}))?|([^:\\[\\]\\s]+)(?::([0-9]{1,5}))?");

  /** Checks the port. */
  public Target {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("'" + host + ":" + port + "': a port is 1 to 65535");
    }
  }

  /**
   * Reads {@code HOST[:PORT][,NAME]}; without a port it is 443. ZGrab2's input has the same two
   * columns.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Target parse(String typed) {
    int comma = typed.indexOf(',');
    if (comma < 0) {
      return parse(typed, Optional.empty());
    }
    String name = typed.substring(comma + 1).strip();
    if (name.isEmpty() || name.indexOf(',') >= 0) {
      throw new IllegalArgumentException("'" + typed + "': expected HOST or HOST:PORT,NAME");
    }
    return parse(typed.substring(0, comma).strip(), Optional.of(name));
  }

  private static Target parse(String typed, Optional<String> named) {
    if (typed.chars().filter(c -> c == ':').count() > 1 && !typed.startsWith("[")) {
      return new Target(Endpoints.canonicalIp(typed), HTTPS, named);
    }
    Matcher matcher = TYPED.matcher(typed);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + typed + "': expected HOST or HOST:PORT, an IPv6 address in brackets");
    }
    Optional<String> address = Optional.ofNullable(matcher.group(1));
    Optional<String> port = Optional.ofNullable(matcher.group(address.isPresent() ? 2 : 4));
    return new Target(
        address.orElseGet(() -> matcher.group(3)),
        port.map(Integer::parseInt).orElse(HTTPS),
        named);
  }

  /**
   * Its endpoint; a name is resolved by the system.
   *
   * @throws UnknownHostException if it cannot be
   */
  public Endpoint endpoint() throws UnknownHostException {
    return Endpoints.of(
        InetAddress.getByName(host).getHostAddress().replaceFirst("%.*", ""), port, Transport.TCP);
  }

  /** The name to ask the host for: the one given beside it, or the one that it was named by. */
  public Optional<String> serverName() {
    boolean address = host.indexOf(':') >= 0 || host.matches("[0-9.]+");
    return named.or(() -> address ? Optional.empty() : Optional.of(host));
  }
}
