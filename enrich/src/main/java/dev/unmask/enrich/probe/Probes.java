package dev.unmask.enrich.probe;

import dev.unmask.enrich.probe.application.ApplicationData;
import dev.unmask.enrich.probe.firstbytes.FirstBytesOnTlsPort;
import dev.unmask.enrich.probe.halfclose.HalfClose;
import dev.unmask.enrich.probe.handshake.HandshakeProbe;
import dev.unmask.enrich.probe.liveness.Liveness;
import dev.unmask.enrich.probe.openvpn.OpenVpnDatagram;
import dev.unmask.enrich.probe.openvpn.OpenVpnOnTlsPort;
import dev.unmask.enrich.probe.openvpn.OpenVpnPort;
import dev.unmask.enrich.probe.resumption.SessionResumption;
import dev.unmask.enrich.probe.roundtrip.RoundTrips;
import dev.unmask.enrich.probe.sni.SniMatrix;
import dev.unmask.enrich.probe.visit.HostTarget;
import dev.unmask.enrich.probe.visit.Probe;
import dev.unmask.enrich.probe.visit.ProberSettings;
import java.util.List;

/** The list of probes, in the order in which a visit asks them. Adding a probe adds a line here. */
final class Probes {

  private final List<Probe> ofTwins;
  private final List<Probe> ofOthers;

  private Probes(List<Probe> ofTwins, List<Probe> ofOthers) {
    this.ofTwins = List.copyOf(ofTwins);
    this.ofOthers = List.copyOf(ofOthers);
  }

  /**
   * All of them. Hosts inside the owner's networks are asked for sessions early and others late,
   * behind a probe that mostly waits: so that of hosts that are visited at the same time too, the
   * genuine one's sessions are offered to the others.
   *
   * @param resumption which keeps sessions, and so is one for a prober
   */
  static Probes by(ProberSettings settings, SessionResumption resumption) {
    List<Probe> first = List.of(new HandshakeProbe(), new ApplicationData(), new Liveness());
    List<Probe> then =
        List.of(
            new SniMatrix(),
            new HalfClose(),
            new OpenVpnPort(settings.vpnPort()),
            new OpenVpnDatagram(settings.vpnPort()),
            new FirstBytesOnTlsPort());
    List<Probe> last = List.of(new OpenVpnOnTlsPort(), new RoundTrips());
    return new Probes(
        inOrder(List.of(first, List.of(resumption), then, last)),
        inOrder(List.of(first, then, List.of(resumption), last)));
  }

  private static List<Probe> inOrder(List<List<Probe>> parts) {
    return parts.stream().flatMap(List::stream).toList();
  }

  /** Those that the target's tier asks, in the order in which they are made. */
  List<Probe> of(HostTarget target) {
    return (target.insideOwner() ? ofTwins : ofOthers)
        .stream().filter(probe -> target.tier().includes(probe.tier())).toList();
  }
}
