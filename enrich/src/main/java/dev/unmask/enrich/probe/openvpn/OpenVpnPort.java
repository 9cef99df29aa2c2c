package dev.unmask.enrich.probe.openvpn;

import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.visit.Finding;
import dev.unmask.enrich.probe.visit.Probe;
import dev.unmask.enrich.probe.visit.ProbeEnd;
import dev.unmask.enrich.probe.visit.Tier;
import dev.unmask.enrich.probe.visit.Visit;

/** Is OpenVPN at its own port? */
public final class OpenVpnPort implements Probe {

  private final int port;

  /**
   * @param port where to look, 1194 mostly
   */
  public OpenVpnPort(int port) {
    this.port = port;
  }

  @Override
  public Tier tier() {
    return Tier.APPLICATION;
  }

  @Override
  public Need need() {
    return Need.NOTHING;
  }

  @Override
  public void run(Visit visit, ProbeEnd end) {
    OpenVpnReset.run(
        visit.line(),
        port,
        visit.settings().timings().vpnSilence(),
        visit.kit().random(),
        probe -> end.with(Finding.of(probe)));
  }

  @Override
  public Finding notTested(Outcome why, String detail) {
    return Finding.of(OpenVpnReset.notTested(port, why, detail));
  }
}
