package dev.unmask.enrich.realpeers;

import dev.unmask.enrich.probe.peers.Installed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * A relay host beside this machine and far from its origin: a network namespace, joined to this one
 * by a cable (veth), and to an address of this one, the origin's, by a slow line besides (two TUN
 * devices with a {@link DelayLine} between).
 *
 * <pre>
 *   prober ------- cable, no delay ------- relay (namespace)
 *   origin ------- slow line ------------- relay
 * </pre>
 *
 * <p>Its addresses are of 198.18.0.0/15, which is never routed (RFC 2544 C.2.2). Each server of the
 * relay host has one of its own, so that all are visited at once.
 */
final class FarRelay {

  private static final AtomicInteger MADE = new AtomicInteger();
  private static final int PORT = 8443;
  private static final int FIRST = 2;
  private static final int LAST = 30;
  private static final int ORIGIN = 129;
  private static final int LINE = 130;

  private final AtomicInteger taken = new AtomicInteger(FIRST);
  private final Programs programs;
  private final Namespace namespace;
  private final String network;

  /**
   * @param delay of the slow line, one way
   */
  FarRelay(Programs programs, Duration delay) {
    this.programs = programs;
    long id = (ProcessHandle.current().pid() + 50L * MADE.getAndIncrement()) % 500;
    this.network = "198." + (18 + id / 250) + "." + id % 250 + ".";
    this.namespace = programs.closeAfterwards(Namespace.add("unmask" + id));
    layCable("unmask" + id);
    DelayLine line = programs.closeAfterwards(new DelayLine(delay, "127.0.0.1", network + 1));
    tunnel(origin(), network + ORIGIN, line.left());
    tunnel(relay(), network + LINE, line.right());
    Awaitility.await().ignoreExceptions().until(() -> Place.at(network + ORIGIN).port() > 0);
  }

  /** Where relays run. */
  Machine relay() {
    return new Machine(
        programs, namespace.prefix(), () -> new Place(network + taken.getAndIncrement(), PORT));
  }

  /** Where the origin runs: here, at the other end of the slow line. */
  Machine origin() {
    return new Machine(programs, List.of(), () -> Place.at(network + ORIGIN));
  }

  /** Lets the relay's kernel forward a port to an origin. */
  Place translate(Place origin) {
    Place place = relay().place();
    String rules =
        """
        table ip relay {
          chain in {
            type nat hook prerouting priority dstnat
            ip daddr %s tcp dport %d dnat to %s
          }
          chain out {
            type nat hook postrouting priority srcnat
            masquerade
          }
        }
        """
            .formatted(place.ip(), place.port(), origin);
    String file = programs.folder(Map.of("relay.nft", rules)).resolve("relay.nft").toString();
    namespace.run(List.of(Installed.NFT.path(), "-f", file));
    Awaitility.await().until(place::accepts);
    return place;
  }

  private void layCable(String name) {
    String here = name + "a";
    String there = name + "b";
    Namespace.ipOutside("link add " + here + " type veth peer name " + there);
    Namespace.ipOutside("link set " + there + " netns " + namespace);
    Namespace.ipOutside("addr add " + network + "1/25 dev " + here);
    Namespace.ipOutside("link set " + here + " up");
    for (int host = FIRST; host <= LAST; host++) {
      namespace.ip("addr add " + network + host + "/25 dev " + there);
    }
    namespace.ip("link set " + there + " up");
    namespace.ip("link set lo up");
    namespace.run(List.of("sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward"));
  }

  private void tunnel(Machine machine, String ip, Place end) {
    machine.start(
        programs.folder(Map.of()),
        List.of(Installed.SOCAT.path(), "TUN:" + ip + "/30,iff-no-pi,up", "UDP4:" + end));
  }
}
