package dev.unmask.lab.scenario;

import dev.unmask.avro.Role;
import dev.unmask.avro.VpnEvidence;
import dev.unmask.lab.scenario.Behaviour.Relay;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Gives hosts their addresses, places and behaviours.
 *
 * @param hosting where those stand that are not the owner's
 */
record Casting(Pace pace, LabPorts ports, Addresses addresses, HostingNetworks hosting) {
  private static final int ORIGIN_IDLE = 20;

  /** From one random number on. */
  static Casting of(Pace pace, LabPorts ports, SplittableRandom random) {
    return new Casting(
        pace, ports, new Addresses(random.split()), new HostingNetworks(random.split()));
  }

  /** How long a server waits for a client that says nothing. */
  Duration idleLimit() {
    return pace.seconds(ORIGIN_IDLE);
  }

  /** So many hosts with the same server. */
  List<LabHost> servers(int hosts, TlsServer server, Supplier<Site> sites) {
    return IntStream.range(0, hosts)
        .mapToObj(
            n ->
                new LabHost(
                    addresses.next(), ports.https(), Map.of(ports.https(), server), sites.get()))
        .toList();
  }

  /** The same with a VPN server beside it. */
  List<LabHost> servers(int hosts, TlsServer server, OpenVpn vpn) {
    return IntStream.range(0, hosts)
        .mapToObj(
            n ->
                new LabHost(
                    addresses.next(),
                    ports.https(),
                    Map.of(ports.https(), server, ports.vpn(), vpn),
                    hosting.get()))
        .toList();
  }

  /** Relays of one system, each to one of these origins. */
  Cast relays(RelaySystem system, int hosts, List<LabHost> origins) {
    List<LabHost> relays =
        IntStream.range(0, hosts)
            .mapToObj(n -> relay(system, endpoint(origins.get(n % origins.size()))))
            .toList();
    return new Cast(
        system.name(), system.role(), system.vpn(), relays, Optional.of(system.marks()));
  }

  private LabHost relay(RelaySystem system, InetSocketAddress origin) {
    Map<Integer, Behaviour> open = new HashMap<>();
    open.put(ports.https(), new Relay(origin, system.manners()));
    system.vpnOverTcp().ifPresent(vpn -> open.put(ports.vpn(), vpn));
    return new LabHost(addresses.next(), ports.https(), open, system.vpnOverUdp(), hosting.get());
  }

  /** Hosts on whose port nobody listens any more. */
  Cast gone(int hosts) {
    List<LabHost> gone =
        IntStream.range(0, hosts)
            .mapToObj(n -> new LabHost(addresses.next(), ports.closed(), Map.of(), hosting.get()))
            .toList();
    return new Cast("gone", Role.UNREACHABLE, VpnEvidence.NONE, gone);
  }

  /** A host that does one thing. */
  LabHost bystander(Behaviour behaviour) {
    return new LabHost(
        addresses.next(), ports.https(), Map.of(ports.https(), behaviour), hosting.get());
  }

  static InetSocketAddress endpoint(LabHost host) {
    return new InetSocketAddress(host.address(), host.tlsPort());
  }
}
