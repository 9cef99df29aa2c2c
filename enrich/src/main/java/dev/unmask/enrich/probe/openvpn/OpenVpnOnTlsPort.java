package dev.unmask.enrich.probe.openvpn;

import dev.unmask.avro.FirstAnswer;
import dev.unmask.avro.FirstBytesTest;
import dev.unmask.avro.OpenVpnProbe;
import dev.unmask.avro.Outcome;
import dev.unmask.avro.Transport;
import dev.unmask.enrich.probe.raw.FirstBytesSeries;
import dev.unmask.enrich.probe.raw.Sending;
import dev.unmask.enrich.probe.visit.Finding;
import dev.unmask.enrich.probe.visit.HostTarget;
import dev.unmask.enrich.probe.visit.Probe;
import dev.unmask.enrich.probe.visit.ProbeEnd;
import dev.unmask.enrich.probe.visit.Tier;
import dev.unmask.enrich.probe.visit.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;

/**
 * Does the TLS port itself speak OpenVPN, beside what it forwards ({@code port-share})? Every test
 * is watched by the fast profile, at tier TIMINGS by the thorough one; who closes, closes early by
 * both. Last of all probes: a watchful host takes offence at it.
 */
public final class OpenVpnOnTlsPort implements Probe {

  @Override
  public Tier tier() {
    return Tier.MANNERS;
  }

  @Override
  public Need need() {
    return Need.OPEN_PORT;
  }

  @Override
  public void run(Visit visit, ProbeEnd end) {
    FirstBytesSeries series =
        new FirstBytesSeries(
            visit.line(),
            visit.port(),
            sendings(visit.kit().random()),
            visit.settings().timings().watch(visit.target().tier()));
    end.ifStopped((why, detail) -> Finding.of(record(visit, series.stopped(why, detail))));
    series.run(tests -> end.with(Finding.of(record(visit, tests))));
  }

  @Override
  public Finding notTested(HostTarget target, Outcome why, String detail) {
    return Finding.of(on(target.endpoint().getPort()).unopened(why, detail));
  }

  /** Of a host that is not known: no port has this number. */
  @Override
  public Finding notTested(Outcome why, String detail) {
    return Finding.of(on(0).unopened(why, detail));
  }

  private static List<Sending> sendings(Random random) {
    List<Sending> all = new ArrayList<>();
    all.add(OpenVpnSendings.reset(random));
    all.add(OpenVpnSendings.shortenedReset(random));
    all.addAll(OpenVpnSendings.zeros());
    return all;
  }

  private static OpenVpnProbe record(Visit visit, List<FirstBytesTest> tests) {
    return on(visit.port()).asked(connect(tests.get(0)), tests);
  }

  private static OpenVpnRecord on(int port) {
    return new OpenVpnRecord(port, Transport.TCP, OptionalLong.empty());
  }

  /** A test that has held a connection for any time had one. */
  private static Outcome connect(FirstBytesTest first) {
    boolean stood = first.getAnswer() != FirstAnswer.NOT_TESTED || first.getHeldNanos() != null;
    return stood ? Outcome.SUCCESS : first.getOutcome();
  }
}
