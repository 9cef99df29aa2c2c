package dev.unmask.lab.feed;

import dev.unmask.lab.scenario.Behaviour;
import dev.unmask.lab.scenario.Behaviour.Relay;
import dev.unmask.lab.scenario.HttpAnswer;
import dev.unmask.lab.scenario.LabHost;
import dev.unmask.lab.scenario.RelayManners.AfterHandshake;
import dev.unmask.lab.scenario.TlsServer;
import dev.unmask.lab.scenario.TlsVersion;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a crawler sees of a host's TLS port beside its certificate; of a relay that is what its
 * origin shows, as far as it is passed on.
 */
record Showing(TlsVersion newest, Optional<HttpAnswer> answer) {
  private static final Showing NOTHING = new Showing(TlsVersion.TLS_1_2, Optional.empty());

  /** For every host of a small internet, by its address. */
  static Function<LabHost, Showing> of(Stream<LabHost> everyone) {
    Map<InetAddress, LabHost> hosts =
        everyone.collect(Collectors.toMap(LabHost::address, Function.identity()));
    return host -> of(hosts.getOrDefault(host.address(), host), hosts);
  }

  private static Showing of(LabHost host, Map<InetAddress, LabHost> hosts) {
    return host.behaviour(host.tlsPort())
        .map(behaviour -> behaviour instanceof Relay relay ? behind(relay, hosts) : of(behaviour))
        .orElse(NOTHING);
  }

  private static Showing behind(Relay relay, Map<InetAddress, LabHost> hosts) {
    Showing origin =
        Optional.ofNullable(hosts.get(relay.origin().getAddress()))
            .flatMap(host -> host.behaviour(relay.origin().getPort()))
            .map(Showing::of)
            .orElse(NOTHING);
    boolean passed = relay.manners().after() == AfterHandshake.FORWARD;
    return new Showing(
        relay.manners().cutsTls13() ? TlsVersion.TLS_1_2 : origin.newest,
        passed ? origin.answer : Optional.empty());
  }

  private static Showing of(Behaviour behaviour) {
    return behaviour instanceof TlsServer server
        ? new Showing(server.newest(), server.answer())
        : NOTHING;
  }
}
