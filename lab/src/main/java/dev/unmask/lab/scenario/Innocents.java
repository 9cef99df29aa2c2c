package dev.unmask.lab.scenario;

import dev.unmask.avro.Role;
import dev.unmask.avro.VerdictKind;
import dev.unmask.avro.VpnEvidence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Innocent reasons for one certificate on many hosts: a pool, a CDN, caches of the owner's inside
 * other people's networks, a hoster who holds his customers' keys, neglect, an appliance. And
 * relays to a server that no crawler has seen, of which nobody can tell what they are.
 */
final class Innocents {
  private static final Network SHOP = new Network(64_497, "Example Shop");
  private static final HttpAnswer SHOP_PAGE =
      HttpAnswer.page(200, "shop", "text/html", "<title>Example Shop</title>");
  private static final HttpAnswer LOGIN =
      HttpAnswer.page(200, "lighttpd", "text/html", "<title>Router login</title>");

  private static final Owner SHOP_OWNER =
      new Owner(
          "lab-shop", "Example Shop", List.of("shop.example"), SHOP, List.of(), Optional.empty());

  private final Casting casting;
  private final Portal portal;
  private final Turnout turnout;
  private final OwnerNetworks owners;

  Innocents(Casting casting, Turnout turnout, OwnerNetworks owners) {
    this.casting = casting;
    this.portal = new Portal(casting);
    this.turnout = turnout;
    this.owners = owners;
  }

  LabScenario scenario() {
    Cast unseen = genuine("unseen", portal.server(Portal.leaf("unseen"), TlsStack.BORINGSSL));
    return new LabScenario(
        "innocents",
        casting.ports(),
        List.of(Portal.OWNER, SHOP_OWNER),
        List.of(pool(), cdn(), offNets(), hosting(), neglected(), appliance(), behind(unseen)),
        unseen.hosts());
  }

  /** Behind one balancer two generations of servers. */
  private Cluster pool() {
    Leaf leaf = Portal.leaf("pool");
    Cast newer = genuine("pool-newer", portal.server(leaf, TlsStack.BORINGSSL));
    Cast older = genuine("pool-older", portal.server(leaf, TlsStack.JDK));
    return cluster(leaf, VerdictKind.GENUINE, newer, older);
  }

  /** Edges of the CDN show its other customers' certificates to those who ask for them. */
  private Cluster cdn() {
    Leaf leaf = Portal.leaf("cdn");
    String other = LabScenario.UNRELATED_NAMES.get(0);
    TlsServer edge =
        portal
            .server(leaf, TlsStack.BORINGSSL)
            .also(
                Map.of(
                    other, new Leaf("cdn-" + other, Issuer.WEB_CA, "CN=" + other, List.of(other))));
    Cast home = genuine("cdn-home", edge);
    List<LabHost> edges = casting.servers(many(), edge, Portal::edge);
    return cluster(leaf, VerdictKind.SHARED_SERVICE, home, genuine("cdn-edge", edges));
  }

  /**
   * Caches of the owner's in access networks that no catalogue knows, with tickets of their own.
   */
  private Cluster offNets() {
    Leaf leaf = Portal.leaf("off-nets");
    TlsServer server = portal.server(leaf, TlsStack.BORINGSSL);
    List<LabHost> caches = casting.servers(many(), server.in("caches"), casting.hosting());
    return cluster(
        leaf,
        VerdictKind.SHARED_SERVICE,
        genuine("off-nets-home", server),
        genuine("off-nets", caches));
  }

  /** One company holds the shop's key and serves for it; the shop has no server of its own. */
  private Cluster hosting() {
    Leaf leaf =
        new Leaf("hosting", Issuer.WEB_CA, "CN=www.shop.example", List.of("www.shop.example"));
    TlsServer server = new TlsServer(leaf, TlsVersion.TLS_1_3, Optional.of(SHOP_PAGE));
    Site company = casting.hosting().get();
    List<LabHost> hosts = casting.servers(many(), server, () -> company);
    return cluster(leaf, VerdictKind.SHARED_SERVICE, genuine("hosting", hosts));
  }

  /** On the owner's own servers, below a root that has expired. */
  private Cluster neglected() {
    Leaf leaf =
        new Leaf(
            "neglected",
            Issuer.UPDATE_CA_OF_EXPIRED_ROOT,
            "O=Microsoft Corporation,CN=" + Leaf.NAME,
            List.of(Leaf.NAME));
    TlsServer server = new TlsServer(leaf, TlsVersion.TLS_1_2, Optional.of(Answers.TO_WWW));
    return cluster(
        leaf,
        VerdictKind.GENUINE,
        genuine("neglected", casting.servers(many(), server, owners::own)));
  }

  /** Nobody's name, and the same key on every device of the model. */
  private Cluster appliance() {
    Leaf leaf =
        new Leaf("appliance", Issuer.ITS_PRODUCT, "O=Example Routers,CN=router", List.of("router"));
    TlsServer server = new TlsServer(leaf, TlsVersion.TLS_1_2, Optional.of(LOGIN));
    List<LabHost> hosts = casting.servers(2 * many(), server, casting.hosting());
    return cluster(
        leaf,
        VerdictKind.DEFAULT_CERTIFICATE,
        new Cast("appliance", Role.DEFAULT_KEY, VpnEvidence.NONE, hosts));
  }

  /** Full relays, and nothing to compare them with: relay or key holder, nobody can tell. */
  private Cluster behind(Cast unseen) {
    Leaf leaf = Portal.leaf("unseen");
    RelaySystem system = new RelaySystems(portal.cover(leaf, unseen), casting.pace()).nat().get(0);
    return new Cluster(
        leaf,
        VerdictKind.INCONCLUSIVE,
        Optional.of("EVIDENCE_DOES_NOT_DECIDE"),
        List.of(casting.relays(system, many(), unseen.hosts())));
  }

  private int many() {
    return turnout.ofRelays() + turnout.ofKeyHolders();
  }

  private Cast genuine(String name, TlsServer server) {
    Supplier<Site> own = Portal::site;
    return genuine(name, casting.servers(turnout.ofGenuine(), server, own));
  }

  private static Cast genuine(String name, List<LabHost> hosts) {
    return new Cast(name, Role.GENUINE, VpnEvidence.NONE, hosts);
  }

  private static Cluster cluster(Leaf leaf, VerdictKind verdict, Cast... casts) {
    return new Cluster(leaf, verdict, Optional.empty(), Stream.of(casts).toList());
  }
}
