package dev.unmask.enrich.probe.resumption;

import dev.unmask.enrich.probe.connection.Connection;
import dev.unmask.enrich.probe.connection.Dialed;
import dev.unmask.enrich.probe.tls.Handshake;
import dev.unmask.enrich.probe.tls.Offer;
import dev.unmask.enrich.probe.tls.OneSession;
import dev.unmask.enrich.probe.tls.TlsHandshake;
import dev.unmask.enrich.probe.visit.Visit;
import java.util.function.Consumer;

/** One connection and one handshake that offers a session, if there is one. */
final class SessionHandshake {

  private final Visit visit;
  private final OneSession session;
  private final Offer offer;

  SessionHandshake(Visit visit, OneSession session, Offer offer) {
    this.visit = visit;
    this.session = session;
    this.offer = offer;
  }

  /** One that offers a kept session, with the version that it is of. */
  static SessionHandshake offering(Visit visit, KeptSession kept) {
    return new SessionHandshake(visit, kept.session(), visit.offer());
  }

  /**
   * How it went.
   *
   * @param offered whether our ClientHello offered a session, as it was sent
   */
  record Shaken(Handshake handshake, boolean offered) {

    /**
     * A server that resumes shows no certificate, in no version of TLS (RFC 8446 2.2, RFC 5246
     * 7.3): and only who has the session's keys completes the handshake without one.
     */
    boolean resumed() {
      return offered && handshake.completed() && handshake.chain().isEmpty();
    }
  }

  /** The connection stands afterwards, where the handshake was completed. */
  void run(Consumer<Shaken> then) {
    visit
        .line()
        .dial(
            visit.port(),
            dialed -> {
              if (dialed instanceof Dialed.Open open) {
                shake(open.connection(), then);
              } else if (dialed instanceof Dialed.Failed failed) {
                then.accept(
                    new Shaken(Handshake.unconnected(failed.outcome(), failed.detail()), false));
              }
            });
  }

  private void shake(Connection connection, Consumer<Shaken> then) {
    SentHello hello = new SentHello();
    connection.channel().pipeline().addLast(hello);
    new TlsHandshake(
            visit.line(),
            visit.port(),
            session,
            visit.target().serverName(),
            offer,
            visit.settings().timings().handshakeTimeout())
        .begin(connection, handshake -> then.accept(new Shaken(handshake, hello.offersSession())));
  }
}
