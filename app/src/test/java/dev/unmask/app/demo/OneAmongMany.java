package dev.unmask.app.demo;

import dev.unmask.avro.Role;
import dev.unmask.avro.VerdictKind;
import dev.unmask.avro.VpnEvidence;
import dev.unmask.lab.scenario.Behaviour;
import dev.unmask.lab.scenario.Behaviour.Relay;
import dev.unmask.lab.scenario.Cast;
import dev.unmask.lab.scenario.Cluster;
import dev.unmask.lab.scenario.HttpAnswer;
import dev.unmask.lab.scenario.Issuer;
import dev.unmask.lab.scenario.LabHost;
import dev.unmask.lab.scenario.LabPorts;
import dev.unmask.lab.scenario.LabScenario;
import dev.unmask.lab.scenario.Leaf;
import dev.unmask.lab.scenario.Network;
import dev.unmask.lab.scenario.Owner;
import dev.unmask.lab.scenario.RelayManners;
import dev.unmask.lab.scenario.RelayManners.AfterHandshake;
import dev.unmask.lab.scenario.Site;
import dev.unmask.lab.scenario.TlsServer;
import dev.unmask.lab.scenario.TlsStack;
import dev.unmask.lab.scenario.TlsVersion;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Genuine hosts of a portal, relays that forward the handshake to them and then are silent, and one
 * host that has the portal's key and a page of its own. Until it shows that, it is one more of the
 * relays: so a crawler has seen it.
 */
record OneAmongMany(int relays, LabPorts ports) {
  static final String HOLDER = "127.60.0.1";

  private static final int GENUINE = 6;
  private static final Duration HOLD = Duration.ofMinutes(1);
  private static final Leaf LEAF =
      new Leaf(
          "one-among-many",
          Issuer.PORTAL_CA,
          "CN=www.portal.example",
          List.of("www.portal.example"));
  private static final Network PORTAL = new Network(64_496, "Example Portal");
  private static final Network HOSTING = new Network(64_511, "Example Hosting");
  private static final Owner OWNER =
      new Owner(
          "lab-portal",
          "Example Portal",
          List.of("portal.example"),
          PORTAL,
          List.of(Issuer.PORTAL_CA),
          Optional.empty());

  /** What a crawler has seen. */
  LabScenario then() {
    return scenario(Role.HANDSHAKE_RELAY, relay(0));
  }

  /** What there is. */
  LabScenario now() {
    TlsServer thief =
        new TlsServer(
            LEAF,
            Map.of(),
            TlsVersion.TLS_1_2,
            Optional.of(page("nginx", "Your update is ready")),
            TlsStack.JDK,
            "thief",
            false,
            HOLD);
    return scenario(Role.KEY_HOLDER, thief);
  }

  private LabScenario scenario(Role role, Behaviour ofTheOne) {
    TlsServer portal =
        new TlsServer(LEAF, TlsVersion.TLS_1_2, Optional.of(page("portal", "Example Portal")));
    List<Cast> casts =
        List.of(
            cast("genuine", Role.GENUINE, GENUINE, n -> host(genuine(n), portal, PORTAL)),
            cast(
                "relay",
                Role.HANDSHAKE_RELAY,
                relays,
                n -> host("127.%d.%d.1".formatted(61 + n / 250, n % 250), relay(n), HOSTING)),
            cast("the one", role, 1, n -> host(HOLDER, ofTheOne, HOSTING)));
    return new LabScenario(
        "one among many",
        ports,
        List.of(OWNER),
        List.of(new Cluster(LEAF, VerdictKind.TLS_RELAY, Optional.empty(), casts)),
        List.of());
  }

  private static Cast cast(String name, Role role, int hosts, IntFunction<LabHost> host) {
    return new Cast(
        name, role, VpnEvidence.NONE, IntStream.range(0, hosts).mapToObj(host).toList());
  }

  private LabHost host(String ip, Behaviour behaviour, Network network) {
    return new LabHost(
        address(ip), ports.https(), Map.of(ports.https(), behaviour), new Site(network, "NL"));
  }

  private Relay relay(int number) {
    return new Relay(
        new InetSocketAddress(address(genuine(number % GENUINE)), ports.https()),
        RelayManners.ofHandshake(AfterHandshake.HOLD, HOLD));
  }

  private static String genuine(int number) {
    return "127.59.%d.1".formatted(number);
  }

  private static HttpAnswer page(String server, String title) {
    return new HttpAnswer(
        200, Optional.empty(), server, "text/html", "<title>" + title + "</title>");
  }

  private static Inet4Address address(String ip) {
    try {
      return (Inet4Address) InetAddress.getByName(ip);
    } catch (UnknownHostException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
