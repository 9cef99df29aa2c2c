package dev.unmask.enrich.probe.handshake;

import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.tls.Handshake;
import dev.unmask.enrich.probe.tls.Offer;
import dev.unmask.enrich.probe.visit.Finding;
import dev.unmask.enrich.probe.visit.Probe;
import dev.unmask.enrich.probe.visit.ProbeEnd;
import dev.unmask.enrich.probe.visit.Tier;
import dev.unmask.enrich.probe.visit.Visit;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A TLS handshake, and others by other means where they may get further. The one that gets furthest
 * counts.
 *
 * <pre>
 *   every version   --died after a ServerHello of TLS 1.3--> without TLS 1.3
 *                   --refused, but mendable--> BouncyCastle up to TLS 1.2
 *   without TLS 1.3 --no certificate seen, and the first engine gave up--> BouncyCastle with TLS 1.3
 *   each of them    --otherwise--> done
 * </pre>
 */
public final class HandshakeProbe implements Probe {

  @Override
  public Tier tier() {
    return Tier.HANDSHAKE;
  }

  @Override
  public Need need() {
    return Need.NOTHING;
  }

  @Override
  public void run(Visit visit, ProbeEnd end) {
    attempt(visit, Attempt.FIRST, Attempts.NONE, end);
  }

  @Override
  public Finding notTested(Outcome why, String detail) {
    return new TlsFinding(Handshake.unconnected(why, detail), Attempts.NONE, Optional.empty());
  }

  private static void attempt(Visit visit, Attempt next, Attempts before, ProbeEnd end) {
    Consumer<Handshake> then = made -> goOn(visit, before.and(made), end);
    Optional<String> serverName = visit.target().serverName();
    switch (next) {
      case FIRST -> visit.tlsHandshake(serverName, Offer.EVERY_VERSION).run(then);
      case WITHOUT_TLS_1_3 -> visit.tlsHandshake(serverName, Offer.UP_TO_TLS_1_2).run(then);
      case LEGACY -> visit.legacyHandshake(serverName, Offer.UP_TO_TLS_1_2).run(then);
      case LEGACY_WITH_TLS_1_3 -> visit.legacyHandshake(serverName, Offer.EVERY_VERSION).run(then);
    }
  }

  private static void goOn(Visit visit, Attempts attempts, ProbeEnd end) {
    Finding finding = finding(visit, attempts);
    Attempt.after(attempts.made())
        .ifPresentOrElse(
            next -> {
              end.ifStopped((why, detail) -> finding);
              attempt(visit, next, attempts, end);
            },
            () -> {
              visit.shaken(attempts.counting());
              end.with(finding);
            });
  }

  private static Finding finding(Visit visit, Attempts attempts) {
    return new TlsFinding(attempts.counting(), attempts, visit.target().serverName());
  }
}
