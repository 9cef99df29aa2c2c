package dev.unmask.lab.scenario;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Which TCP ports the lab's hosts use.
 *
 * @param https listened on for all hosts at once
 * @param ldaps the same
 * @param vpn listened on by each host that has one, at its own address, so that on all others a
 *     connect is refused
 * @param closed listened on by nobody
 */
public record LabPorts(int https, int ldaps, int vpn, int closed) {

  /** Where OpenVPN is to be looked for (IANA). */
  public static final int OPENVPN = 1194;

  /** The ports of the real services; only who may bind ports below 1024 can use them. */
  public static final LabPorts WELL_KNOWN = new LabPorts(443, 636, OPENVPN, 4443);

  /** What scanners look at beside the well-known ones. */
  public static final LabPorts UNPRIVILEGED = new LabPorts(8443, 3269, OPENVPN, 4443);

  // Below the range that Linux gives to outgoing connections, so that none of those is in the way.
  private static final int FIRST_FREE = 20_000;
  private static final int LAST_FREE = 32_000;

  public LabPorts {
    List<Integer> all = List.of(https, ldaps, vpn, closed);
    if (all.stream().anyMatch(port -> port < 1 || port > 65_535)) {
      throw new IllegalArgumentException("a port of the lab is out of range: " + all);
    }
    if (Set.copyOf(all).size() != all.size()) {
      throw new IllegalArgumentException("the lab's ports must differ from each other: " + all);
    }
  }

  /**
   * 443 and 636 where they can be bound just now, else 8443 and 3269; as the closed one the first
   * usual substitute for 443 on which nobody listens. Tries it, briefly.
   */
  public static LabPorts permitted() {
    LabPorts ports =
        canBind(WELL_KNOWN.https) && canBind(WELL_KNOWN.ldaps) ? WELL_KNOWN : UNPRIVILEGED;
    int closed =
        IntStream.of(ports.closed, 9_443, 10_443)
            .filter(LabPorts::canBind)
            .findFirst()
            .orElse(ports.closed);
    return new LabPorts(ports.https, ports.ldaps, ports.vpn, closed);
  }

  /** Ports that nobody uses just now: for tests. */
  public static LabPorts free() {
    int[] ports =
        IntStream.generate(() -> ThreadLocalRandom.current().nextInt(FIRST_FREE, LAST_FREE))
            .filter(LabPorts::canBind)
            .distinct()
            .limit(4)
            .toArray();
    return new LabPorts(ports[0], ports[1], ports[2], ports[3]);
  }

  /** The same with another VPN port. */
  public LabPorts withVpn(int port) {
    return new LabPorts(https, ldaps, port, closed);
  }

  private static boolean canBind(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[4]), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
