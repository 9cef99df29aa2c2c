package dev.unmask.enrich.probe.handshake;

import dev.unmask.avro.SessionTicket;
import dev.unmask.avro.TlsProbe;
import dev.unmask.enrich.probe.connection.Connection;
import dev.unmask.enrich.probe.connection.SeenTicket;
import dev.unmask.enrich.probe.flight.ServerHello;
import dev.unmask.enrich.probe.tls.Handshake;
import dev.unmask.enrich.probe.visit.Finding;
import dev.unmask.schemas.certificate.CertificateFacts;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A handshake as the observation tells it.
 *
 * @param handshake the one that counts
 * @param attempts it among them; none where none was made
 */
record TlsFinding(Handshake handshake, Attempts attempts, Optional<String> serverName)
    implements Finding {

  @Override
  public List<byte[]> shown() {
    return handshake.chain();
  }

  @Override
  public SpecificRecord record(Judge judge) {
    Handshake.Session session =
        handshake.session().orElseGet(() -> new Handshake.Session("", "", ""));
    return TlsProbe.newBuilder()
        .setOutcome(handshake.outcome())
        .setDetail(handshake.detail())
        .setServerName(serverName.orElse(null))
        .setEngine(handshake.engine())
        .setProtocol(session.protocol())
        .setCipherSuite(session.cipherSuite())
        .setApplicationProtocol(session.applicationProtocol())
        .setHandshakeCompleted(handshake.completed())
        .setChain(handshake.chain().stream().map(CertificateFacts::sha256).toList())
        .setJudgement(shown().isEmpty() ? null : judge.judge(shown(), serverName))
        .setAlert(orNull(handshake.alert()))
        .setConnectNanos(orNull(handshake.timings().connect()))
        .setFirstFlightNanos(orNull(handshake.timings().firstFlight()))
        .setHandshakeNanos(orNull(handshake.timings().handshake()))
        .setServerHello(handshake.serverHello().map(ServerHello::toRecord).orElse(null))
        .setClientCertificateRequested(handshake.clientCertificateRequested())
        .setTickets(tickets())
        .setAttempts(attempts.toRecords())
        .build();
  }

  /** Of the whole visit: they come while the probes that follow use the connection. */
  private List<SessionTicket> tickets() {
    return handshake.connection().map(Connection::tickets).orElse(List.of()).stream()
        .map(TlsFinding::toRecord)
        .toList();
  }

  private static SessionTicket toRecord(SeenTicket seen) {
    return SessionTicket.newBuilder()
        .setLifetimeSeconds(orNull(seen.lifetimeSeconds()))
        .setLength(seen.length())
        .setEncrypted(seen.encrypted())
        .build();
  }

  private static @Nullable Integer orNull(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }

  private static @Nullable Long orNull(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }
}
