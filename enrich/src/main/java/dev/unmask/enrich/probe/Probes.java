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
import dev.unmask.enrich.probe.visit.Probe;
import dev.unmask.enrich.probe.visit.ProberSettings;
import dev.unmask.enrich.probe.visit.Tier;
import java.util.List;

/** The list of probes, in the order in which a visit asks them. Adding a probe adds a line here. */
final class Probes {

  private final List<Probe> all;

  private Probes(List<Probe> all) {
    this.all = List.copyOf(all);
  }

  /**
   * All of them.
   *
   * @param resumption which keeps sessions, and so is one for a prober
   */
  static Probes by(ProberSettings settings, SessionResumption resumption) {
    return new Probes(
        List.of(
            new HandshakeProbe(),
            new ApplicationData(),
            new Liveness(),
            new SniMatrix(),
            resumption,
            new HalfClose(),
            new OpenVpnPort(settings.vpnPort()),
            new OpenVpnDatagram(settings.vpnPort()),
            new FirstBytesOnTlsPort(),
            new OpenVpnOnTlsPort(),
            new RoundTrips()));
  }

  /** Those that a tier asks. */
  List<Probe> of(Tier tier) {
    return all.stream().filter(probe -> tier.includes(probe.tier())).toList();
  }
}
