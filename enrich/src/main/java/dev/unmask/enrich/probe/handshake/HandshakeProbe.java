package dev.unmask.enrich.probe.handshake;

import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.legacy.LegacyHandshake;
import dev.unmask.enrich.probe.tls.Handshake;
import dev.unmask.enrich.probe.visit.Finding;
import dev.unmask.enrich.probe.visit.Probe;
import dev.unmask.enrich.probe.visit.ProbeEnd;
import dev.unmask.enrich.probe.visit.Tier;
import dev.unmask.enrich.probe.visit.Visit;
import java.util.Optional;

/**
 * A TLS handshake. The second attempt counts if it got further than the first.
 *
 * <pre>
 *   handshake --refused, but mendable--> handshake by BouncyCastle --> done
 *             --done or failed--> done
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
    visit
        .tlsHandshake(visit.target().serverName())
        .run(
            first -> {
              if (LegacyHandshake.couldMend(first)) {
                end.ifStopped((why, detail) -> finding(visit, first));
                visit.legacyHandshake().run(second -> end(visit, better(first, second), end));
              } else {
                end(visit, first, end);
              }
            });
  }

  @Override
  public Finding notTested(Outcome why, String detail) {
    return new TlsFinding(Handshake.unconnected(why, detail), Optional.empty());
  }

  private static void end(Visit visit, Handshake counts, ProbeEnd end) {
    visit.shaken(counts);
    end.with(finding(visit, counts));
  }

  private static Finding finding(Visit visit, Handshake counts) {
    return new TlsFinding(counts, visit.target().serverName());
  }

  private static Handshake better(Handshake first, Handshake second) {
    return second.completed() || !second.chain().isEmpty() ? second : first;
  }
}
