package dev.unmask.enrich.probe.legacy;

import dev.unmask.avro.TlsEngine;
import dev.unmask.enrich.probe.connection.Connection;
import dev.unmask.enrich.probe.connection.Dialed;
import dev.unmask.enrich.probe.connection.HostLine;
import dev.unmask.enrich.probe.tls.Handshake;
import dev.unmask.enrich.probe.tls.HandshakeHandler;
import dev.unmask.enrich.probe.tls.Offer;
import dev.unmask.enrich.probe.tls.ShownCertificates;
import dev.unmask.enrich.probe.tls.TlsHandshake;
import io.netty.util.concurrent.EventExecutorGroup;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.bouncycastle.tls.AlertDescription;

/** One connection and one handshake with BouncyCastle. On the line's event loop. */
public final class LegacyHandshake {

  /** Alerts by which a server says that it has nothing in common with the client. */
  private static final Set<Integer> MENDABLE_ALERTS =
      Set.of(
          (int) AlertDescription.handshake_failure,
          (int) AlertDescription.illegal_parameter,
          (int) AlertDescription.decode_error,
          (int) AlertDescription.protocol_version,
          (int) AlertDescription.insufficient_security,
          (int) AlertDescription.unsupported_extension,
          (int) AlertDescription.no_application_protocol);

  private final HostLine line;
  private final int port;
  private final Optional<String> serverName;
  private final Offer offer;
  private final Duration timeout;
  private final EventExecutorGroup executors;
  private final SecureRandom random;

  /**
   * @param executors where BouncyCastle computes
   */
  public LegacyHandshake(
      HostLine line,
      int port,
      Optional<String> serverName,
      Offer offer,
      Duration timeout,
      EventExecutorGroup executors,
      SecureRandom random) {
    this.line = line;
    this.port = port;
    this.serverName = serverName;
    this.offer = offer;
    this.timeout = timeout;
    this.executors = executors;
    this.random = random;
  }

  /**
   * Whether this could go better where the first handshake failed: the server refused what was
   * offered, with an alert or, as old ones do, by hanging up at once, or showed what BoringSSL does
   * not take. Never after silence, or where it has shown its certificates already.
   */
  public static boolean couldMend(Handshake failed) {
    if (!failed.chain().isEmpty()) {
      return false;
    }
    return switch (failed.outcome()) {
      case TLS_ALERT -> MENDABLE_ALERTS.contains(failed.alert().orElse(-1));
      case HANDSHAKE_ERROR -> true;
      case CONNECTION_CLOSED, CONNECTION_RESET ->
          failed.timings().connect().isPresent() && failed.timings().firstFlight().isEmpty();
      case SUCCESS,
          CONNECTION_REFUSED,
          CONNECTION_TIMEOUT,
          HOST_UNREACHABLE,
          CERTIFICATE_TOO_LARGE,
          IO_TIMEOUT,
          PROTOCOL_ERROR,
          APPLICATION_ERROR,
          BLOCKLISTED_TARGET,
          POLICY_SKIPPED,
          CANCELLED,
          UNKNOWN_ERROR ->
          false;
    };
  }

  /** Connects and shakes hands; {@code then} is called once, on the event loop. */
  public void run(Consumer<Handshake> then) {
    runLate(Duration.ZERO, then);
  }

  /** The same, with the hello so long after the connect. */
  public void runLate(Duration rest, Consumer<Handshake> then) {
    line.dialAndRest(
        port,
        rest,
        dialed -> {
          if (dialed instanceof Dialed.Open open) {
            begin(open.connection(), then);
          } else if (dialed instanceof Dialed.Failed failed) {
            then.accept(Handshake.unconnected(failed.outcome(), failed.detail()));
          }
        });
  }

  /** Netty would rather have handlers hop by themselves; its own hop keeps the order of events. */
  @SuppressWarnings("deprecation")
  private void begin(Connection connection, Consumer<Handshake> then) {
    ShownCertificates shown = new ShownCertificates();
    LegacyClient client =
        new LegacyClient(new CapturingCrypto(random, shown), shown, serverName, offer);
    HandshakeHandler handler =
        new HandshakeHandler(
            connection,
            line.deadline().atMost(timeout),
            end ->
                then.accept(
                    TlsHandshake.conclude(
                        TlsEngine.BOUNCYCASTLE,
                        client.offered(),
                        connection,
                        shown,
                        end,
                        client.session())));
    connection.channel().pipeline().addLast(executors, new LegacyTlsHandler(client));
    connection.channel().pipeline().addLast(handler);
  }
}
