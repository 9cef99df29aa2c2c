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
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
  private static final int PROXY_SCRIPTS = 5;

  private static final HttpAnswer OTHER_PAGE =
      HttpAnswer.page(200, "site", "text/html", "<title>Another site</title>");

  /** Whose name proxies' installers write. */
  private static final Owner BORROWED =
      new Owner(
          "microsoft",
          "Microsoft",
          List.of("bing.com"),
          OwnerNetworks.OWNER,
          List.of(),
          Optional.empty());

  private final Casting casting;
  private final Portal portal;
  private final Turnout turnout;
  private final List<LabHost> bystanders = new ArrayList<>();

  Camouflage(Casting casting, Turnout turnout) {
    this.casting = casting;
    this.portal = new Portal(casting);
    this.turnout = turnout;
  }

  LabScenario scenario() {
    Map<String, InetSocketAddress> elsewhere = new HashMap<>();
    LabScenario.UNRELATED_NAMES.forEach(name -> elsewhere.put(name, site(name)));
    InetSocketAddress ssh = ssh();
    Stream<Cluster> relayed = groups().map(group -> relayed(group, elsewhere, ssh));
    Stream<Cluster> proxyScripts = IntStream.range(0, PROXY_SCRIPTS).mapToObj(this::proxyScript);
    List<Cluster> clusters =
        Stream.of(relayed, Stream.of(stolen()), proxyScripts).flatMap(Function.identity()).toList();
    return new LabScenario(
        "camouflage of today",
        casting.ports(),
        List.of(Portal.OWNER, BORROWED),
        clusters,
        bystanders);
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
    Leaf leaf = Portal.leaf(group.name);
    TlsServer server = portal.server(leaf, group.stack);
    Marks marks = Cover.marks(leaf, server.idleLimit());
    Cast genuine = genuine("genuine-" + group.name, server, marks);
    InetSocketAddress first = Casting.endpoint(genuine.hosts().get(0));
    Cover cover = new Cover(leaf, first, elsewhere, ssh, server.idleLimit());
    List<Cast> relays =
        group.systems.apply(new RelaySystems(cover, casting.pace())).stream()
            .map(system -> casting.relays(system, turnout.ofRelays(), genuine.hosts()))
            .toList();
    boolean vpn = relays.stream().anyMatch(cast -> cast.vpn() != VpnEvidence.NONE);
    return new Cluster(
        leaf,
        vpn ? VerdictKind.VPN_CAMOUFLAGE : VerdictKind.TLS_RELAY,
        Optional.empty(),
        Stream.concat(Stream.of(genuine), relays.stream()).toList());
  }

  /**
   * Two stacks, neither of them the portal's: one that alerts, one that does not. The latter is the
   * JDK's, which by TLS 1.3 leaves a goodbye unanswered (a half-close, RFC 8446 6.1) until it is
   * idle.
   */
  private Cluster stolen() {
    Leaf leaf = Portal.leaf("stolen");
    TlsServer server = portal.server(leaf, TlsStack.BORINGSSL);
    Marks marks = Cover.marks(leaf, server.idleLimit());
    Marks elsewhere = marks.with(Resumed.NO);
    return new Cluster(
        leaf,
        VerdictKind.KEY_COMPROMISE,
        Optional.empty(),
        List.of(
            genuine("genuine-stolen", server, marks),
            holders("key-holder-alerts", thief(leaf, false), elsewhere),
            holders(
                "key-holder-wordless",
                thief(leaf, true),
                elsewhere.with(
                    "TLSv1.3",
                    LivenessResult.CLOSED,
                    OrderlyCloseResult.HELD,
                    ApplicationAnswer.HTTP_RESPONSE))));
  }

  private TlsServer thief(Leaf leaf, boolean wordless) {
    return portal.thief(leaf, TlsStack.JDK, Optional.of(Answers.FOREIGN), wordless);
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
            casting.idleLimit());
    Marks marks =
        Cover.marks(leaf, server.idleLimit())
            .with(FirstBytes.PLAIN_HTTP, Reaction.atOnce(FirstAnswer.CLOSED))
            .with(
                "TLSv1.3",
                LivenessResult.ALERT,
                OrderlyCloseResult.NOT_TESTED,
                ApplicationAnswer.SILENCE)
            .with(Resumed.NOT_TESTED);
    List<LabHost> host = casting.servers(1, server, casting.hosting());
    return new Cluster(
        leaf,
        VerdictKind.PROXY_SCRIPT,
        Optional.empty(),
        List.of(cast("proxy-script-" + number, Role.UNDETERMINED, host, marks)));
  }

  private Cast genuine(String name, TlsServer server, Marks marks) {
    List<LabHost> hosts = casting.servers(turnout.ofGenuine(), server, Portal::site);
    return cast(name, Role.GENUINE, hosts, marks);
  }

  private Cast holders(String name, TlsServer server, Marks marks) {
    List<LabHost> hosts = casting.servers(turnout.ofKeyHolders(), server, casting.hosting());
    return cast(name, Role.KEY_HOLDER, hosts, marks);
  }

  private static Cast cast(String name, Role role, List<LabHost> hosts, Marks marks) {
    return new Cast(name, role, VpnEvidence.NONE, hosts, Optional.of(marks));
  }

  /** A site of somebody else, in a network of its own. */
  private InetSocketAddress site(String name) {
    Leaf leaf = new Leaf(name, Issuer.WEB_CA, "CN=" + name, List.of(name));
    return bystander(new TlsServer(leaf, TlsVersion.TLS_1_3, Optional.of(OTHER_PAGE)));
  }

  private InetSocketAddress ssh() {
    return bystander(new Greeting("SSH-2.0-lab", casting.idleLimit()));
  }

  private InetSocketAddress bystander(Behaviour behaviour) {
    LabHost host = casting.bystander(behaviour);
    bystanders.add(host);
    return Casting.endpoint(host);
  }
}
