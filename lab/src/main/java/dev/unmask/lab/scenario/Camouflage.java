package dev.unmask.lab.scenario;

import dev.unmask.avro.ApplicationAnswer;
import dev.unmask.avro.FirstAnswer;
import dev.unmask.avro.FirstBytes;
import dev.unmask.avro.LivenessResult;
import dev.unmask.avro.OrderlyCloseResult;
import dev.unmask.avro.Resumed;
import dev.unmask.avro.Role;
import dev.unmask.avro.VerdictKind;
import dev.unmask.avro.VpnEvidence;
import dev.unmask.lab.scenario.Behaviour.Greeting;
import dev.unmask.lab.scenario.Behaviour.Relay;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The camouflage of today: for each kind of relay a cluster, with three genuine hosts of the portal
 * whose certificate it wears and six relays of each system; a key that was stolen from the portal;
 * and hosts with the self-signed certificate of proxies' installers. Beside them, for SNI proxies
 * to lead to, two sites of others, and an SSH server.
 *
 * <p>All names are in domains that are reserved for examples (RFC 2606), but for the one that
 * installers write. Not for use twice: a draw moves its random numbers on.
 */
final class Camouflage {
  /** A second name of the portal, with a certificate of its own. */
  static final String STATIC_NAME = "static.portal.example";

  private static final int GENUINE = 3;
  private static final int RELAYS = 6;
  private static final int KEY_HOLDERS = 4;
  private static final int PROXY_SCRIPTS = 5;
  private static final int ORIGIN_IDLE = 20;

  private static final Network PORTAL = new Network(64_496, "Example Portal");
  private static final Leaf STATIC = portalLeaf("static");
  private static final HttpAnswer PORTAL_PAGE =
      HttpAnswer.page(200, "portal", "text/html", "<title>Example Portal</title>");
  private static final HttpAnswer OTHER_PAGE =
      HttpAnswer.page(200, "site", "text/html", "<title>Another site</title>");

  private static final List<Owner> OWNERS =
      List.of(
          new Owner(
              "lab-portal",
              "Example Portal",
              List.of("portal.example"),
              PORTAL,
              List.of(Issuer.PORTAL_CA),
              Optional.empty()),
          new Owner(
              "microsoft",
              "Microsoft",
              List.of("bing.com"),
              OwnerNetworks.OWNER,
              List.of(),
              Optional.empty()));

  private final Pace pace;
  private final LabPorts ports;
  private final Addresses addresses;
  private final HostingNetworks hosting;
  private final List<LabHost> bystanders = new ArrayList<>();

  Camouflage(double pace, long seed, LabPorts ports) {
    SplittableRandom random = new SplittableRandom(seed);
    this.pace = new Pace(pace);
    this.ports = ports;
    this.addresses = new Addresses(random.split());
    this.hosting = new HostingNetworks(random.split());
  }

  LabScenario scenario() {
    Map<String, InetSocketAddress> elsewhere = new HashMap<>();
    LabScenario.UNRELATED_NAMES.forEach(name -> elsewhere.put(name, site(name)));
    InetSocketAddress ssh = ssh();
    Stream<Cluster> relayed = groups().map(group -> relayed(group, elsewhere, ssh));
    Stream<Cluster> proxyScripts = IntStream.range(0, PROXY_SCRIPTS).mapToObj(this::proxyScript);
    List<Cluster> clusters =
        Stream.of(relayed, Stream.of(stolen()), proxyScripts).flatMap(Function.identity()).toList();
    return new LabScenario("camouflage of today", ports, OWNERS, clusters, bystanders);
  }

  /** Systems that wear one certificate. */
  private record Group(
      String name, TlsStack stack, Function<RelaySystems, List<RelaySystem>> systems) {
    Group(String name, Function<RelaySystems, List<RelaySystem>> systems) {
      this(name, TlsStack.BORINGSSL, systems);
    }
  }

  private static Stream<Group> groups() {
    return Stream.of(
        new Group("reality", RelaySystems::reality),
        new Group("shadowtls-v1", TlsStack.JDK, RelaySystems::shadowTlsOne),
        new Group("shadowtls", RelaySystems::shadowTls),
        new Group("cloak", RelaySystems::cloak),
        new Group("mtproxy", RelaySystems::mtproxy),
        new Group("passthrough", RelaySystems::passthrough),
        new Group("port-share", RelaySystems::portShare),
        new Group("nginx", RelaySystems::nginx),
        new Group("haproxy", RelaySystems::haproxy),
        new Group("sniproxy", RelaySystems::sniproxy),
        new Group("sslh", RelaySystems::sslh),
        new Group("nat", RelaySystems::nat));
  }

  private Cluster relayed(
      Group group, Map<String, InetSocketAddress> elsewhere, InetSocketAddress ssh) {
    Leaf leaf = portalLeaf(group.name);
    TlsServer server = portal(leaf, group.stack);
    Marks marks = Cover.marks(leaf, server.idleLimit());
    Cast genuine = servers("genuine-" + group.name, Role.GENUINE, GENUINE, server, marks);
    LabHost first = genuine.hosts().get(0);
    Cover cover = new Cover(leaf, endpoint(first), elsewhere, ssh, server.idleLimit());
    List<Cast> relays =
        group.systems.apply(new RelaySystems(cover, pace)).stream()
            .map(system -> relays(system, genuine.hosts()))
            .toList();
    boolean vpn = relays.stream().anyMatch(cast -> cast.vpn() != VpnEvidence.NONE);
    return new Cluster(
        leaf,
        vpn ? VerdictKind.VPN_CAMOUFLAGE : VerdictKind.TLS_RELAY,
        Optional.empty(),
        Stream.concat(Stream.of(genuine), relays.stream()).toList());
  }

  private Cast relays(RelaySystem system, List<LabHost> genuine) {
    List<LabHost> hosts =
        IntStream.range(0, RELAYS)
            .mapToObj(n -> relay(system, endpoint(genuine.get(n % genuine.size()))))
            .toList();
    return new Cast(system.name(), system.role(), system.vpn(), hosts, Optional.of(system.marks()));
  }

  private LabHost relay(RelaySystem system, InetSocketAddress origin) {
    Map<Integer, Behaviour> open = new HashMap<>();
    open.put(ports.https(), new Relay(origin, system.manners()));
    system.vpnOverTcp().ifPresent(vpn -> open.put(ports.vpn(), vpn));
    return new LabHost(addresses.next(), ports.https(), open, system.vpnOverUdp(), hosting.get());
  }

  /**
   * Two stacks, neither of them the portal's: one that alerts, one that does not. The latter is the
   * JDK's, which by TLS 1.3 leaves a goodbye unanswered (a half-close, RFC 8446 6.1) until it is
   * idle.
   */
  private Cluster stolen() {
    Leaf leaf = portalLeaf("stolen");
    TlsServer server = portal(leaf, TlsStack.BORINGSSL);
    Marks marks = Cover.marks(leaf, server.idleLimit());
    Marks elsewhere = marks.with(Resumed.NO);
    return new Cluster(
        leaf,
        VerdictKind.KEY_COMPROMISE,
        Optional.empty(),
        List.of(
            servers("genuine-stolen", Role.GENUINE, GENUINE, server, marks),
            servers(
                "key-holder-alerts", Role.KEY_HOLDER, KEY_HOLDERS, thief(leaf, false), elsewhere),
            servers(
                "key-holder-wordless",
                Role.KEY_HOLDER,
                KEY_HOLDERS,
                thief(leaf, true),
                elsewhere.with(
                    "TLSv1.3",
                    LivenessResult.CLOSED,
                    OrderlyCloseResult.HELD,
                    ApplicationAnswer.HTTP_RESPONSE))));
  }

  private TlsServer thief(Leaf leaf, boolean wordless) {
    return new TlsServer(
        leaf,
        Map.of(),
        TlsVersion.TLS_1_3,
        Optional.of(Answers.FOREIGN),
        TlsStack.JDK,
        "thief",
        wordless,
        pace.seconds(ORIGIN_IDLE));
  }

  /** As an AnyTLS server: it reads a request, and waits for more. */
  private Cluster proxyScript(int number) {
    Leaf leaf =
        new Leaf("bing-" + number, Issuer.ITSELF, "CN=www.bing.com", List.of("www.bing.com"));
    TlsServer server =
        new TlsServer(
            leaf,
            Map.of(),
            TlsVersion.TLS_1_3,
            Optional.empty(),
            TlsStack.BORINGSSL,
            "proxy-" + number,
            false,
            pace.seconds(ORIGIN_IDLE));
    Marks marks =
        Cover.marks(leaf, server.idleLimit())
            .with(FirstBytes.PLAIN_HTTP, Reaction.atOnce(FirstAnswer.CLOSED))
            .with(
                "TLSv1.3",
                LivenessResult.ALERT,
                OrderlyCloseResult.NOT_TESTED,
                ApplicationAnswer.SILENCE)
            .with(Resumed.NOT_TESTED);
    return new Cluster(
        leaf,
        VerdictKind.PROXY_SCRIPT,
        Optional.empty(),
        List.of(servers("proxy-script-" + number, Role.UNDETERMINED, 1, server, marks)));
  }

  private Cast servers(String name, Role role, int hosts, TlsServer server, Marks marks) {
    Supplier<Site> sites = role == Role.GENUINE ? () -> new Site(PORTAL, "NL") : hosting;
    return new Cast(
        name,
        role,
        VpnEvidence.NONE,
        IntStream.range(0, hosts).mapToObj(n -> server(server, sites.get())).toList(),
        Optional.of(marks));
  }

  private LabHost server(TlsServer server, Site site) {
    return new LabHost(addresses.next(), ports.https(), Map.of(ports.https(), server), site);
  }

  private TlsServer portal(Leaf leaf, TlsStack stack) {
    return new TlsServer(
        leaf,
        Map.of(STATIC_NAME, STATIC),
        TlsVersion.TLS_1_3,
        Optional.of(PORTAL_PAGE),
        stack,
        "portal",
        false,
        pace.seconds(ORIGIN_IDLE));
  }

  private static Leaf portalLeaf(String name) {
    String fqdn = name + ".portal.example";
    return new Leaf(name, Issuer.PORTAL_CA, "O=Example Portal,CN=" + fqdn, List.of(fqdn));
  }

  /** A site of somebody else, in a network of its own. */
  private InetSocketAddress site(String name) {
    Leaf leaf = new Leaf(name, Issuer.WEB_CA, "CN=" + name, List.of(name));
    TlsServer server = new TlsServer(leaf, TlsVersion.TLS_1_3, Optional.of(OTHER_PAGE));
    return bystander(server);
  }

  private InetSocketAddress ssh() {
    return bystander(new Greeting("SSH-2.0-lab", pace.seconds(ORIGIN_IDLE)));
  }

  private InetSocketAddress bystander(Behaviour behaviour) {
    LabHost host =
        new LabHost(
            addresses.next(), ports.https(), Map.of(ports.https(), behaviour), hosting.get());
    bystanders.add(host);
    return endpoint(host);
  }

  private static InetSocketAddress endpoint(LabHost host) {
    return new InetSocketAddress(host.address(), host.tlsPort());
  }
}
