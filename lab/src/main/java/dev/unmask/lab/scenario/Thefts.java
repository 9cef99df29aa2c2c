package dev.unmask.lab.scenario;

import dev.unmask.avro.Role;
import dev.unmask.avro.VerdictKind;
import dev.unmask.avro.VpnEvidence;
import java.util.List;
import java.util.Optional;

/**
 * Keys that were stolen from the portal, each on servers of one sort beside the portal's own; and
 * one whose holders hide among relays.
 */
final class Thefts {
  private static final int HIDDEN = 2;
  private static final int OPENVPN_HAND_WINDOW = 60;

  private final Casting casting;
  private final Portal portal;
  private final Turnout turnout;

  Thefts(Casting casting, Turnout turnout) {
    this.casting = casting;
    this.portal = new Portal(casting);
    this.turnout = turnout;
  }

  List<Cluster> clusters() {
    Optional<HttpAnswer> own = Optional.of(Answers.FOREIGN);
    return List.of(
        stolen("stolen-alerts", TlsStack.JDK, own, false),
        stolen("stolen-wordless", TlsStack.JDK, own, true),
        stolen("stolen-same-stack", TlsStack.BORINGSSL, own, false),
        stolen("stolen-says-nothing", TlsStack.JDK, Optional.empty(), false),
        stolenByVpn(),
        hidden());
  }

  private Cluster stolen(
      String name, TlsStack stack, Optional<HttpAnswer> answer, boolean wordless) {
    Leaf leaf = Portal.leaf(name);
    return stolen(leaf, VpnEvidence.NONE, thieves(portal.thief(leaf, stack, answer, wordless)));
  }

  /** The operator of a VPN uses the key for his own site. */
  private Cluster stolenByVpn() {
    Leaf leaf = Portal.leaf("stolen-vpn");
    OpenVpn vpn = new OpenVpn(OpenVpn.Key.NONE, casting.pace().seconds(OPENVPN_HAND_WINDOW));
    List<LabHost> hosts = casting.servers(turnout.ofKeyHolders(), thief(leaf), vpn);
    return stolen(leaf, VpnEvidence.OPENVPN_PROVED, hosts);
  }

  private Cluster stolen(Leaf leaf, VpnEvidence vpn, List<LabHost> thieves) {
    return new Cluster(
        leaf,
        VerdictKind.KEY_COMPROMISE,
        Optional.empty(),
        List.of(genuine(leaf), new Cast(leaf.id(), Role.KEY_HOLDER, vpn, thieves)));
  }

  /** The verdict is on the cluster, which is one of relays; the two are roles. */
  private Cluster hidden() {
    Leaf leaf = Portal.leaf("hidden");
    Cast genuine = genuine(leaf);
    Cover cover = portal.cover(leaf, genuine);
    RelaySystem system = new RelaySystems(cover, casting.pace()).mtproxy().get(0);
    List<LabHost> thieves = casting.servers(HIDDEN, thief(leaf), casting.hosting());
    return new Cluster(
        leaf,
        VerdictKind.TLS_RELAY,
        Optional.empty(),
        List.of(
            genuine,
            casting.relays(system, turnout.ofRelays() + turnout.ofRelays(), genuine.hosts()),
            new Cast("hidden-holder", Role.KEY_HOLDER, VpnEvidence.NONE, thieves)));
  }

  private TlsServer thief(Leaf leaf) {
    return portal.thief(leaf, TlsStack.JDK, Optional.of(Answers.FOREIGN), false);
  }

  private List<LabHost> thieves(TlsServer server) {
    return casting.servers(turnout.ofKeyHolders(), server, casting.hosting());
  }

  private Cast genuine(Leaf leaf) {
    List<LabHost> hosts =
        casting.servers(turnout.ofGenuine(), portal.server(leaf, TlsStack.BORINGSSL), Portal::site);
    return new Cast("genuine-" + leaf.id(), Role.GENUINE, VpnEvidence.NONE, hosts);
  }
}
