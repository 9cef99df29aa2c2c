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
 * <p>Its addresses are of 198.18.0.0/15, which is never routed (RFC 2544 C.2.2).
 */
final class FarRelay {

  private static final AtomicInteger TAKEN = new AtomicInteger(20_000);

  private final Programs programs;
  private final Namespace namespace;
  private final String network;

  /**
   * @param delay of the slow line, one way
   */
  FarRelay(Programs programs, Duration delay) {
    this.programs = programs;
    long id = ProcessHandle.current().pid() % 500;
    this.network = "198." + (18 + id / 250) + "." + id % 250 + ".";
    this.namespace = programs.closeAfterwards(Namespace.add("unmask" + id));
    layCable("unmask" + id);
    DelayLine line = programs.closeAfterwards(new DelayLine(delay, "127.0.0.1", network + 1));
    tunnel(origin(), network + 5, line.left());
    tunnel(relay(), network + 6, line.right());
    Awaitility.await().ignoreExceptions().until(() -> Place.at(network + 5).port() > 0);
  }

  /** Where relays run. */
  Machine relay() {
    return new Machine(
        programs, namespace.prefix(), () -> new Place(network + 2, TAKEN.incrementAndGet()));
  }

  /** Where the origin runs: here, at the other end of the slow line. */
  Machine origin() {
    return new Machine(programs, List.of(), () -> Place.at(network + 5));
  }

  /** Lets the relay's kernel forward a port to an origin. */
  Place translate(Place origin) {
    Place place = relay().place();
    String rules =
        """
        table ip relay {
          chain in { type nat hook prerouting priority dstnat; tcp dport %d dnat to %s; }
          chain out { type nat hook postrouting priority srcnat; masquerade; }
        }
        """
            .formatted(place.port(), origin);
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
    Namespace.ipOutside("addr add " + network + "1/30 dev " + here);
    Namespace.ipOutside("link set " + here + " up");
    namespace.ip("addr add " + network + "2/30 dev " + there);
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
