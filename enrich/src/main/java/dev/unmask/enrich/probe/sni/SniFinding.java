package dev.unmask.enrich.probe.sni;

import dev.unmask.avro.Outcome;
import dev.unmask.avro.SniProbe;
import dev.unmask.avro.SniTest;
import dev.unmask.enrich.probe.connection.Printable;
import dev.unmask.enrich.probe.flight.ServerHello;
import dev.unmask.enrich.probe.tls.Handshake;
import dev.unmask.enrich.probe.visit.Finding;
import dev.unmask.schemas.certificate.CertificateFacts;
import java.util.List;
import java.util.OptionalInt;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The matrix as the observation tells it, each chain judged for the name that was asked for. */
record SniFinding(Outcome outcome, String detail, List<Row> rows) implements Finding {

  /** One handshake. */
  record Row(Asked asked, Handshake handshake) {

    /** Whether the host could answer at all. */
    boolean tested() {
      return handshake.timings().connect().isPresent();
    }
  }

  SniFinding {
    rows = List.copyOf(rows);
  }

  /** Every name was asked; a row that got no connection makes it less than a success. */
  static SniFinding complete(List<Row> rows) {
    return rows.stream()
        .filter(row -> !row.tested())
        .findFirst()
        .map(row -> new SniFinding(row.handshake().outcome(), row.handshake().detail(), rows))
        .orElseGet(() -> new SniFinding(Outcome.SUCCESS, "", rows));
  }

  @Override
  public List<byte[]> shown() {
    return rows.stream().flatMap(row -> row.handshake().chain().stream()).toList();
  }

  @Override
  public SpecificRecord record(Judge judge) {
    return SniProbe.newBuilder()
        .setOutcome(outcome)
        .setDetail(Printable.detail(detail))
        .setTests(rows.stream().map(row -> test(row, judge)).toList())
        .build();
  }

  private static SniTest test(Row row, Judge judge) {
    Handshake shaken = row.handshake();
    Handshake.Session session = shaken.session().orElseGet(() -> new Handshake.Session("", "", ""));
    return SniTest.newBuilder()
        .setAsked(row.asked().kind())
        .setServerName(row.asked().name().orElse(null))
        .setOutcome(shaken.outcome())
        .setDetail(Printable.detail(shaken.detail()))
        .setAlert(orNull(shaken.alert()))
        .setAlertRecordVersion(orNull(shaken.alertRecordVersion()))
        .setProtocol(session.protocol())
        .setCipherSuite(session.cipherSuite())
        .setApplicationProtocol(session.applicationProtocol())
        .setChain(shaken.chain().stream().map(CertificateFacts::sha256).toList())
        .setJudgement(
            shaken.chain().isEmpty() ? null : judge.judge(shaken.chain(), row.asked().name()))
        .setServerHello(shaken.serverHello().map(ServerHello::toRecord).orElse(null))
        .build();
  }

  private static @Nullable Integer orNull(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }
}
