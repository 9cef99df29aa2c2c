package dev.unmask.enrich.given;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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

  /** The remote ports of connections to this local address, IPv4 in dotted form, and port. */
  static Set<Integer> at(String address, int port) {
    var local = backwards(address) + ":%04X".formatted(port);
    return Stream.of(V4, V6)
        .flatMap(Established::lines)
        .map(line -> line.strip().split("\\s+", 5))
        .filter(fields -> fields[1].endsWith(local) && fields[3].equals(STATE))
        .map(fields -> Integer.parseInt(fields[2].substring(fields[2].indexOf(':') + 1), 16))
        .collect(toSet());
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
