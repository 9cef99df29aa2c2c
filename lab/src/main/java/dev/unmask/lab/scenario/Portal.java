package dev.unmask.lab.scenario;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The site whose certificates relays and thieves wear, in domains that are reserved for examples
 * (RFC 2606).
 */
record Portal(Casting casting) {
  /** A second name of the portal, with a certificate of its own. */
  static final String STATIC_NAME = "static.portal.example";

  static final HttpAnswer PAGE =
      HttpAnswer.page(200, "portal", "text/html", "<title>Example Portal</title>");

  static final Network NETWORK = new Network(64_496, "Example Portal");

  /** That of the CDN that serves for it. */
  private static final Network EDGE = new Network(64_501, "Example Portal Edge");

  static final Owner OWNER =
      new Owner(
          "lab-portal",
          "Example Portal",
          List.of("portal.example"),
          NETWORK,
          List.of(Issuer.PORTAL_CA),
          Optional.of(EDGE));

  private static final Leaf STATIC = leaf("static");

  /** A certificate of the portal's. */
  static Leaf leaf(String name) {
    String fqdn = name + ".portal.example";
    return new Leaf(name, Issuer.PORTAL_CA, "O=Example Portal,CN=" + fqdn, List.of(fqdn));
  }

  static Site site() {
    return new Site(NETWORK, "NL");
  }

  static Site edge() {
    return new Site(EDGE, "DE");
  }

  /** The portal behind relays that know no other site. */
  Cover cover(Leaf leaf, Cast genuine) {
    InetSocketAddress origin = Casting.endpoint(genuine.hosts().get(0));
    return new Cover(leaf, origin, Map.of(), origin, casting.idleLimit());
  }

  /** The portal's own server. */
  TlsServer server(Leaf leaf, TlsStack stack) {
    return new TlsServer(
        leaf,
        Map.of(STATIC_NAME, STATIC),
        TlsVersion.TLS_1_3,
        Optional.of(PAGE),
        stack,
        "portal",
        false,
        casting.idleLimit());
  }

  /** The server of somebody who has the key. */
  TlsServer thief(Leaf leaf, TlsStack stack, Optional<HttpAnswer> answer, boolean wordless) {
    return new TlsServer(
        leaf, Map.of(), TlsVersion.TLS_1_3, answer, stack, "thief", wordless, casting.idleLimit());
  }
}
