package dev.unmask.lab.scenario;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;

/**
 * Where a relay leads, by the name that the client asks for (SNI, RFC 6066 3). An open proxy is one
 * that knows every name there is.
 *
 * @param byName in lower case
 * @param other what becomes of a name that is not among them
 * @param none what becomes of a client without SNI
 */
public record SniRoutes(Map<String, InetSocketAddress> byName, Miss other, Miss none) {

  /** How a miss ends. */
  public enum Miss {
    /** At the relay's origin: the default backend. */
    ORIGIN,
    CLOSE,
    /** With the alert handshake_failure (40), in a record of version 0301. */
    HANDSHAKE_FAILURE,
    /** With the alert unrecognized_name (112). */
    UNRECOGNIZED_NAME
  }

  public SniRoutes {
    byName = Map.copyOf(byName);
  }

  /** To one origin, whatever the name. */
  public static SniRoutes toOrigin() {
    return new SniRoutes(Map.of(), Miss.ORIGIN, Miss.ORIGIN);
  }

  /** Where a name leads, if it leads anywhere. */
  public Optional<InetSocketAddress> route(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Whether every client ends at the same origin. */
  public boolean fixed() {
    return byName.isEmpty() && other == Miss.ORIGIN && none == Miss.ORIGIN;
  }
}
