package dev.unmask.lab.scenario;

import dev.unmask.avro.Role;
import dev.unmask.avro.VerdictKind;
import dev.unmask.avro.VpnEvidence;
import dev.unmask.lab.scenario.Behaviour.Relay;
import dev.unmask.lab.scenario.Behaviour.Silence;
import dev.unmask.lab.scenario.RelayManners.AfterHandshake;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * DIVD-2022-00013 as a scenario. Known from the case: 8,588 addresses with a certificate for the
 * name, 8,231 of them with one whose root expired in May 2021, 357 on LDAPS, 6 that sent HTTP data
 * and what these sent, 1194/tcp open on most. (8,180 on HTTPS was the first count; the 51 that came
 * later are on HTTPS here.) Chosen: what the other 357 are, so that every kind of cluster is among
 * them, and that 92 % of the relays have 1194 open and 85 % of these answer.
 *
 * <pre>
 *                 hosts  LDAPS
 *   EXPIRED_ROOT  8,231    270   6 genuine, 8,225 relays: 6,432 with OpenVPN, 1,135 with 1194 open, 658 without
 *   RENEWED         206     62   6 genuine, 200 relays without a VPN
 *   IN_HOUSE         60     20   genuine
 *   AT_THE_EDGE      50      0   genuine, on the owner's CDN
 *   FORGED           35      5   impersonators
 *   RETIRED           6      0   gone
 * </pre>
 *
 * <p>Not for use twice: a draw moves its random numbers on.
 */
final class DivdCase {
  private static final Duration HOLD = Duration.ofSeconds(60);
  private static final Owner OWNER =
      new Owner(
          "microsoft",
          "Microsoft",
          List.of("microsoft.com"),
          OwnerNetworks.OWNER,
          List.of(Issuer.UPDATE_CA_OF_EXPIRED_ROOT, Issuer.UPDATE_CA),
          Optional.of(OwnerNetworks.EDGE));

  private final double scale;
  private final LabPorts ports;
  private final Addresses addresses;
  private final HostingNetworks hosting;
  private final OwnerNetworks owners;

  DivdCase(double scale, Casting casting, SplittableRandom random) {
    this.scale = scale;
    this.ports = casting.ports();
    this.addresses = casting.addresses();
    this.hosting = casting.hosting();
    this.owners = new OwnerNetworks(random);
  }

  LabScenario scenario() {
    return new LabScenario(
        "divd-2022-00013",
        ports,
        List.of(OWNER),
        List.of(expiredRoot(), renewed(), inHouse(), atTheEdge(), forged(), retired()),
        List.of());
  }

  private Cluster expiredRoot() {
    List<Cast> genuine =
        List.of(
            genuineTwelve("genuine-forbidden", 1, Answers.FORBIDDEN),
            genuineTwelve("genuine-to-fe2", 1, Answers.TO_FE2),
            genuineTwelve("genuine-to-www", 1, Answers.TO_WWW),
            genuineTwelve("genuine-to-support", 3, Answers.TO_SUPPORT));
    List<InetSocketAddress> origins = origins(genuine);
    List<Cast> relays =
        List.of(
            relays("relay-openvpn", new CastSize(6_432, 211), VpnEvidence.OPENVPN_PROVED, origins),
            relays("relay-1194-open", new CastSize(1_135, 37), VpnEvidence.PORT_OPEN, origins),
            relays("relay-1194-closed", new CastSize(658, 22), VpnEvidence.NONE, origins));
    List<Cast> casts = Stream.concat(genuine.stream(), relays.stream()).toList();
    return decided(Leaf.EXPIRED_ROOT, VerdictKind.VPN_CAMOUFLAGE, casts);
  }

  private Cluster renewed() {
    Cast genuine =
        servers(
            "renewed-genuine",
            Role.GENUINE,
            new CastSize(6, 2),
            owners::own,
            twelve(Leaf.RENEWED, Answers.TO_SUPPORT));
    Cast relays =
        relays("renewed-relay", new CastSize(200, 60), VpnEvidence.NONE, origins(List.of(genuine)));
    return decided(Leaf.RENEWED, VerdictKind.TLS_RELAY, List.of(genuine, relays));
  }

  private Cluster inHouse() {
    TlsServer server = thirteen(Leaf.IN_HOUSE, Answers.TO_WWW);
    Cast cast = servers("in-house", Role.GENUINE, new CastSize(60, 20), owners::own, server);
    return decided(Leaf.IN_HOUSE, VerdictKind.GENUINE, List.of(cast));
  }

  private Cluster atTheEdge() {
    TlsServer server = thirteen(Leaf.AT_THE_EDGE, Answers.FROM_THE_EDGE);
    Cast cast = servers("edge", Role.GENUINE, new CastSize(50, 0), owners::edge, server);
    return decided(Leaf.AT_THE_EDGE, VerdictKind.SHARED_SERVICE, List.of(cast));
  }

  private Cluster forged() {
    TlsServer server = thirteen(Leaf.FORGED, Answers.FOREIGN);
    Cast cast = servers("impersonator", Role.IMPERSONATOR, new CastSize(35, 5), hosting, server);
    return decided(Leaf.FORGED, VerdictKind.IMPERSONATION, List.of(cast));
  }

  private Cluster retired() {
    IntFunction<LabHost> host =
        n -> new LabHost(addresses.next(), ports.closed(), Map.of(), hosting.get());
    Cast cast = cast("gone", Role.UNREACHABLE, VpnEvidence.NONE, new CastSize(6, 0), host);
    return new Cluster(
        Leaf.RETIRED, VerdictKind.INCONCLUSIVE, Optional.of("UNREACHABLE"), List.of(cast));
  }

  private static Cluster decided(Leaf leaf, VerdictKind verdict, List<Cast> casts) {
    return new Cluster(leaf, verdict, Optional.empty(), casts);
  }

  private Cast genuineTwelve(String name, int hosts, HttpAnswer answer) {
    return servers(
        name, Role.GENUINE, new CastSize(hosts, 0), owners::own, twelve(Leaf.EXPIRED_ROOT, answer));
  }

  private static TlsServer twelve(Leaf leaf, HttpAnswer answer) {
    return new TlsServer(leaf, TlsVersion.TLS_1_2, Optional.of(answer));
  }

  private static TlsServer thirteen(Leaf leaf, HttpAnswer answer) {
    return new TlsServer(leaf, TlsVersion.TLS_1_3, Optional.of(answer));
  }

  /** The same server on every host; on LDAPS it has no answer to HTTP. */
  private Cast servers(
      String name, Role role, CastSize full, Supplier<Site> sites, TlsServer server) {
    CastSize size = full.scaled(scale);
    IntFunction<LabHost> host =
        n -> {
          boolean ldaps = n < size.onLdaps();
          int port = ldaps ? ports.ldaps() : ports.https();
          return new LabHost(
              addresses.next(), port, Map.of(port, ldaps ? server.mute() : server), sites.get());
        };
    return cast(name, role, VpnEvidence.NONE, size, host);
  }

  private Cast relays(
      String name, CastSize full, VpnEvidence vpn, List<InetSocketAddress> origins) {
    CastSize size = full.scaled(scale);
    IntFunction<LabHost> host =
        n -> {
          int port = n < size.onLdaps() ? ports.ldaps() : ports.https();
          InetSocketAddress origin = origins.get(n % origins.size());
          Map<Integer, Behaviour> open = new HashMap<>();
          open.put(port, new Relay(origin, RelayManners.ofHandshake(AfterHandshake.HOLD, HOLD)));
          onVpnPort(vpn).ifPresent(behaviour -> open.put(ports.vpn(), behaviour));
          return new LabHost(addresses.next(), port, open, hosting.get());
        };
    return cast(name, Role.HANDSHAKE_RELAY, vpn, size, host);
  }

  private static Cast cast(
      String name, Role role, VpnEvidence vpn, CastSize size, IntFunction<LabHost> host) {
    return new Cast(name, role, vpn, IntStream.range(0, size.hosts()).mapToObj(host).toList());
  }

  private static Optional<Behaviour> onVpnPort(VpnEvidence vpn) {
    return switch (vpn) {
      case NONE -> Optional.empty();
      case PORT_OPEN -> Optional.of(new Silence(HOLD));
      case OPENVPN_PROVED -> Optional.of(new OpenVpn(OpenVpn.Key.NONE, HOLD));
      case OPENVPN_BEHIND_KEY, NOT_TESTED ->
          throw new IllegalArgumentException("no host of the case has " + vpn);
    };
  }

  private List<InetSocketAddress> origins(List<Cast> genuine) {
    return genuine.stream()
        .flatMap(cast -> cast.hosts().stream())
        .filter(host -> host.tlsPort() == ports.https())
        .map(host -> new InetSocketAddress(host.address(), host.tlsPort()))
        .toList();
  }
}
