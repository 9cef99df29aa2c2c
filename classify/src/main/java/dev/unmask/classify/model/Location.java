package dev.unmask.classify.model;

import java.util.Locale;
import java.util.Optional;

/**
 * The host in a Location header (RFC 9110 10.2.2, RFC 3986 3.2.2), which may be anything at all.
 */
final class Location {

  private Location() {}

  /**
   * Lower case, without port, user information or a trailing dot; empty for a reference without
   * authority.
   */
  static Optional<String> host(String location) {
    int slashes = location.indexOf("//");
    boolean absolute = slashes == 0 || (slashes > 0 && isScheme(location.substring(0, slashes)));
    if (!absolute) {
      return Optional.empty();
    }
    String authority = before(location.substring(slashes + 2), "/?#\\");
    String hostAndPort = authority.substring(authority.lastIndexOf('@') + 1);
    String host =
        hostAndPort.startsWith("[")
            ? before(hostAndPort.substring(1), "]")
            : before(hostAndPort, ":");
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return Optional.of(name.toLowerCase(Locale.ROOT));
  }

  private static boolean isScheme(String text) {
    return text.equalsIgnoreCase("http:") || text.equalsIgnoreCase("https:");
  }

  private static String before(String text, String ends) {
    for (int i = 0; i < text.length(); i++) {
      if (ends.indexOf(text.charAt(i)) >= 0) {
        return text.substring(0, i);
      }
    }
    return text;
  }
}
