package dev.unmask.enrich.probe.tls;

import dev.unmask.avro.Outcome;
import dev.unmask.avro.TlsEngine;
import dev.unmask.enrich.probe.connection.Connection;
import dev.unmask.enrich.probe.flight.ServerHello;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How a handshake went.
 *
 * @param outcome SUCCESS: Finished was verified
 * @param detail what went wrong, safe to print; empty on success
 * @param engine the implementation that tried; NONE where no connection stood
 * @param offered which versions
 * @param serverHello as it came, however it ended; empty where none came
 * @param session what was agreed on; empty unless it succeeded
 * @param alert AlertDescription that the peer ended it with
 * @param alertRecordVersion of the record that carried an alert in place of a ServerHello
 * @param timings how long it took
 * @param chain certificates as sent, however it ended
 * @param clientCertificateRequested whether the server asked for one; we have none
 * @param connection still open after a success, closed otherwise
 */
public record Handshake(
    Outcome outcome,
    String detail,
    TlsEngine engine,
    Offered offered,
    Optional<ServerHello> serverHello,
    Optional<Session> session,
    OptionalInt alert,
    OptionalInt alertRecordVersion,
    Timings timings,
    List<byte[]> chain,
    boolean clientCertificateRequested,
    Optional<Connection> connection) {

  public Handshake {
    chain = List.copyOf(chain);
  }

  /**
   * What client and server agreed on.
   *
   * @param protocol in the JDK's words, {@code TLSv1.3}
   * @param cipherSuite in IANA's words
   * @param applicationProtocol by ALPN; empty for none
   */
  public record Session(String protocol, String cipherSuite, String applicationProtocol) {}

  /**
   * Durations in nanoseconds.
   *
   * @param connect SYN to established
   * @param firstFlight ClientHello sent to first byte received
   * @param handshake ClientHello sent to Finished verified
   */
  public record Timings(OptionalLong connect, OptionalLong firstFlight, OptionalLong handshake) {

    static final Timings NONE =
        new Timings(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
  }

  /** No connection stood. */
  public static Handshake unconnected(Outcome outcome, String detail) {
    return new Handshake(
        outcome,
        detail,
        TlsEngine.NONE,
        Offered.NOTHING,
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        Timings.NONE,
        List.of(),
        false,
        Optional.empty());
  }

  public boolean completed() {
    return outcome == Outcome.SUCCESS;
  }
}
