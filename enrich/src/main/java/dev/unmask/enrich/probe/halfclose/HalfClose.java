package dev.unmask.enrich.probe.halfclose;

import dev.unmask.avro.FirstBytes;
import dev.unmask.avro.FirstBytesTest;
import dev.unmask.avro.HalfCloseProbe;
import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.connection.Printable;
import dev.unmask.enrich.probe.raw.FirstBytesSeries;
import dev.unmask.enrich.probe.raw.Sending;
import dev.unmask.enrich.probe.tls.ClientHello;
import dev.unmask.enrich.probe.visit.Finding;
import dev.unmask.enrich.probe.visit.Probe;
import dev.unmask.enrich.probe.visit.ProbeEnd;
import dev.unmask.enrich.probe.visit.Tier;
import dev.unmask.enrich.probe.visit.Visit;
import java.util.List;

/**
 * A whole ClientHello and FIN at once. Servers answer with their flight all the same (RFC 8446 6.1:
 * each side closes its own direction); many relays drop both directions with the first FIN.
 */
public final class HalfClose implements Probe {

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
    byte[] hello = ClientHello.of(visit.kit().clients(), visit.target().serverName());
    Sending helloAndFin = Sending.of(FirstBytes.HELLO_AND_FIN, hello).andFin();
    new FirstBytesSeries(
            visit.line(), visit.port(), List.of(helloAndFin), visit.settings().timings().silence())
        .run(tests -> end.with(Finding.of(record(tests.get(0)))));
  }

  @Override
  public Finding notTested(Outcome why, String detail) {
    return Finding.of(
        HalfCloseProbe.newBuilder().setOutcome(why).setDetail(Printable.detail(detail)).build());
  }

  private static HalfCloseProbe record(FirstBytesTest test) {
    return HalfCloseProbe.newBuilder()
        .setOutcome(test.getOutcome())
        .setDetail(test.getDetail())
        .setTest(test)
        .build();
  }
}
