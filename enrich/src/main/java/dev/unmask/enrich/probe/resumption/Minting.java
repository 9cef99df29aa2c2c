package dev.unmask.enrich.probe.resumption;

import dev.unmask.enrich.probe.connection.Traffic;
import dev.unmask.enrich.probe.tls.Handshake;
import dev.unmask.enrich.probe.tls.Offer;
import dev.unmask.enrich.probe.tls.OneSession;
import dev.unmask.enrich.probe.visit.HostTarget;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Full handshakes for the sessions that come of them. Safe from any thread.
 *
 * @param tasks where the JDK's engine computes
 */
record Minting(Clock clock, Executor tasks, SecureRandom random) {

  /**
   * What came of one.
   *
   * @param session empty where the handshake failed, where another certificate was shown, and where
   *     the host gave none
   */
  record Minted(Handshake handshake, Optional<KeptSession> session) {}

  /** On the visit's event loop; the connection is closed afterwards. */
  void run(VisitedHost host, Consumer<Minted> then) {
    run(host, host.visit().offer(), then);
  }

  /** The same by the versions that are offered. */
  void run(VisitedHost host, Offer offer, Consumer<Minted> then) {
    OneSession held = OneSession.empty(tasks, random);
    Traffic traffic = host.visit().line().traffic();
    long before = traffic.bytesRead();
    Instant begunAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    new SessionHandshake(host.visit(), held, offer)
        .run(
            shaken ->
                TicketWait.after(
                    shaken.handshake(),
                    held,
                    () -> {
                      int bytes = (int) (traffic.bytesRead() - before);
                      then.accept(minted(host, shaken.handshake(), held, begunAt, bytes));
                    }));
  }

  private static Minted minted(
      VisitedHost host, Handshake handshake, OneSession held, Instant begunAt, int bytes) {
    HostTarget target = host.visit().target();
    return new Minted(
        handshake,
        handshake
            .session()
            .map(Handshake.Session::protocol)
            .filter(protocol -> held.isHeld(protocol) && !host.showsAnother(handshake))
            .map(
                protocol ->
                    new KeptSession(
                        held.offering(protocol),
                        protocol,
                        target.endpoint(),
                        target.insideOwner(),
                        begunAt,
                        bytes)));
  }
}
