package dev.unmask.enrich.probe.roundtrip;

import dev.unmask.avro.Outcome;
import dev.unmask.avro.RoundTripProbe;
import dev.unmask.enrich.probe.connection.Printable;
import dev.unmask.enrich.probe.visit.Finding;
import dev.unmask.enrich.probe.visit.Probe;
import dev.unmask.enrich.probe.visit.ProbeEnd;
import dev.unmask.enrich.probe.visit.Tier;
import dev.unmask.enrich.probe.visit.Visit;

/**
 * Round trips of six connections: connect, first flight, and the next round trip after Finished,
 * with the hello at once and one second late in turn. A relay that dials its origin when it accepts
 * has done so by then, one that dials after the hello has not (CalcuLatency, USENIX Security 2024;
 * Xue et al., NDSS 2025).
 */
public final class RoundTrips implements Probe {

  @Override
  public Tier tier() {
    return Tier.TIMINGS;
  }

  @Override
  public Need need() {
    return Need.HANDSHAKE;
  }

  @Override
  public void run(Visit visit, ProbeEnd end) {
    new RoundTripSeries(visit, end).next();
  }

  @Override
  public Finding notTested(Outcome why, String detail) {
    return Finding.of(
        RoundTripProbe.newBuilder().setOutcome(why).setDetail(Printable.detail(detail)).build());
  }
}
