package dev.unmask.enrich.given;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The kernel's own list of connections: who reads a socket may learn of its end later than the next
 * one is accepted.
 */
final class Established {
  /** The state ESTABLISHED, include/net/tcp_states.h of Linux. */
  private static final String STATE = "01";

  private static final Path V4 = Path.of("/proc/net/tcp");
  private static final Path V6 = Path.of("/proc/net/tcp6");

  private Established() {}

  /** Of a connection, as the kernel has it: a local port, and the remote one. */
  record Ports(int local, int remote) {}

  /** Connections to this local address, IPv4 in dotted form, at any of these ports. */
  static Set<Ports> at(String address, Collection<Integer> ports) {
    var local = backwards(address) + ":";
    return Stream.of(V4, V6)
        .flatMap(Established::lines)
        .map(line -> line.strip().split("\\s+", 5))
        .filter(fields -> fields[1].contains(local) && fields[3].equals(STATE))
        .map(fields -> new Ports(port(fields[1]), port(fields[2])))
        .filter(connection -> ports.contains(connection.local()))
        .collect(toSet());
  }

  private static int port(String place) {
    return Integer.parseInt(place.substring(place.indexOf(':') + 1), 16);
  }

  private static Stream<String> lines(Path table) {
    try {
      return Files.readAllLines(table).stream().skip(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As the kernel shows it on a little-endian machine; a mapped IPv6 address ends in the same. */
  private static String backwards(String address) {
    var octets = Arrays.stream(address.split("\\.")).mapToInt(Integer::parseInt).toArray();
    var bytes = new byte[octets.length];
    for (var i = 0; i < octets.length; i++) {
      bytes[octets.length - 1 - i] = (byte) octets[i];
    }
    return HexFormat.of().withUpperCase().formatHex(bytes);
  }
}
