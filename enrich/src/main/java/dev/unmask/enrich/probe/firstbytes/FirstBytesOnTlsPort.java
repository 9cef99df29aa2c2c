package dev.unmask.enrich.probe.firstbytes;

import dev.unmask.avro.FirstBytes;
import dev.unmask.avro.FirstBytesProbe;
import dev.unmask.avro.FirstBytesTest;
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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Half a ClientHello, and HTTP in clear. A TLS server holds the one for as long as it waits for a
 * handshake, and complains of the other; a parser in front of it has limits and answers of its own.
 * Those limits are beyond the fast profile mostly, 15 s at Cloak and 30 s at nginx: at tier TIMINGS
 * the thorough one sees them.
 */
public final class FirstBytesOnTlsPort implements Probe {

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
            List.of(halfHello(visit), plainHttp(visit)),
            visit.settings().timings().watch(visit.target().tier()));
    end.ifStopped((why, detail) -> Finding.of(record(series.stopped(why, detail))));
    series.run(tests -> end.with(Finding.of(record(tests))));
  }

  @Override
  public Finding notTested(Outcome why, String detail) {
    return Finding.of(
        FirstBytesProbe.newBuilder().setOutcome(why).setDetail(Printable.detail(detail)).build());
  }

  private static Sending halfHello(Visit visit) {
    byte[] hello = ClientHello.of(visit.kit().clients(), visit.target().serverName());
    return Sending.of(FirstBytes.HALF_HELLO, Arrays.copyOf(hello, hello.length / 2));
  }

  private static Sending plainHttp(Visit visit) {
    String request =
        """
        GET / HTTP/1.1\r
        Host: %s\r
        User-Agent: %s\r
        Accept: */*\r
        Connection: close\r
        \r
        """;
    return Sending.of(
        FirstBytes.PLAIN_HTTP,
        request
            .formatted(visit.target().host(), visit.kit().userAgent())
            .getBytes(StandardCharsets.US_ASCII));
  }

  private static FirstBytesProbe record(List<FirstBytesTest> tests) {
    Outcome outcome = FirstBytesSeries.outcome(tests);
    return FirstBytesProbe.newBuilder()
        .setOutcome(outcome)
        .setDetail(
            tests.stream()
                .filter(test -> test.getOutcome() == outcome)
                .map(FirstBytesTest::getDetail)
                .findFirst()
                .orElse(""))
        .setTests(tests)
        .build();
  }
}
