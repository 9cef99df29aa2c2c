package dev.unmask.enrich.probe.tls;

import dev.unmask.avro.Outcome;
import dev.unmask.avro.TlsEngine;
import dev.unmask.enrich.probe.connection.Connection;
import dev.unmask.enrich.probe.connection.Dialed;
import dev.unmask.enrich.probe.connection.HostLine;
import dev.unmask.enrich.probe.flight.ServerFlight;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import javax.net.ssl.SSLSession;

/**
 * The TLS handshake probe: one connection, one handshake, the certificates whatever becomes of it.
 * After success the connection stays open for the probes that follow. On the line's event loop.
 */
public final class TlsHandshake {

  /** The limit of a Certificate message, in every engine. */
  public static final int MAX_CERTIFICATE = ServerFlight.LONGEST_CERTIFICATE;

  static final String HTTP_1_1 = "http/1.1";

  private final HostLine line;
  private final int port;
  private final TlsClients clients;
  private final Optional<String> serverName;
  private final Offer offer;
  private final Duration timeout;

  public TlsHandshake(
      HostLine line,
      int port,
      TlsClients clients,
      Optional<String> serverName,
      Offer offer,
      Duration timeout) {
    this.line = line;
    this.port = port;
    this.clients = clients;
    this.serverName = serverName;
    this.offer = offer;
    this.timeout = timeout;
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

  /** Shakes hands on a fresh connection; {@code then} is called once, on the event loop. */
  public void begin(Connection connection, Consumer<Handshake> then) {
    Channel channel = connection.channel();
    ShownCertificates shown = new ShownCertificates();
    SslHandler tls = clients.newHandler(channel.alloc(), serverName, shown);
    offer.restrict(tls.engine());
    Offered offered = Offered.by(tls.engine(), offer);
    tls.setHandshakeTimeoutMillis(0);
    HandshakeHandler handler =
        new HandshakeHandler(
            connection,
            line.deadline().atMost(timeout),
            end -> {
              clients.forget(tls);
              then.accept(
                  conclude(
                      clients.engine(),
                      offered,
                      connection,
                      shown,
                      end,
                      Optional.of(session(tls))));
            });
    channel.pipeline().addLast(tls, handler);
  }

  /** What the end of a handshake means, whichever engine made it. */
  public static Handshake conclude(
      TlsEngine engine,
      Offered offered,
      Connection connection,
      ShownCertificates shown,
      HandshakeEnd end,
      Optional<Handshake.Session> session) {
    boolean completed = end.outcome() == Outcome.SUCCESS;
    OptionalLong taken =
        completed ? OptionalLong.of(connection.sinceFirstWriteNanos()) : OptionalLong.empty();
    if (!completed) {
      connection.reset();
    } else {
      connection.handshakeDone(engine != TlsEngine.BOUNCYCASTLE);
    }
    return new Handshake(
        end.outcome(),
        end.detail(),
        engine,
        offered,
        connection.flight().hello(),
        completed ? session : Optional.empty(),
        end.alert(),
        HandshakeEnd.alertRecordVersion(connection.firstBytes()),
        new Handshake.Timings(
            OptionalLong.of(connection.connectNanos()), connection.firstFlightNanos(), taken),
        chain(connection, shown),
        shown.oursRequested() || connection.flight().certificateRequested(),
        completed ? Optional.of(connection) : Optional.empty());
  }

  /** An engine that cannot parse a leaf shows none of the chain; up to TLS 1.2 it is in clear. */
  private static List<byte[]> chain(Connection connection, ShownCertificates shown) {
    List<byte[]> byEngine = shown.inOrder();
    return byEngine.isEmpty() ? connection.flight().certificates() : byEngine;
  }

  private static Handshake.Session session(SslHandler tls) {
    SSLSession session = tls.engine().getSession();
    String alpn = tls.applicationProtocol();
    return new Handshake.Session(
        session.getProtocol(), session.getCipherSuite(), alpn == null ? "" : alpn);
  }
}
