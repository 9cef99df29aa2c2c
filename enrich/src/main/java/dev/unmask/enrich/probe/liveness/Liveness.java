package dev.unmask.enrich.probe.liveness;

import dev.unmask.avro.LivenessProbe;
import dev.unmask.avro.LivenessResult;
import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.connection.Connection;
import dev.unmask.enrich.probe.tls.Handshake;
import dev.unmask.enrich.probe.visit.Finding;
import dev.unmask.enrich.probe.visit.Probe;
import dev.unmask.enrich.probe.visit.ProbeEnd;
import dev.unmask.enrich.probe.visit.Tier;
import dev.unmask.enrich.probe.visit.Visit;

/**
 * Does who holds the keys read what we send after the handshake? A forged record, and where it drew
 * a silent end, an orderly close on a fresh connection.
 *
 * <pre>
 *   forged record --closed, reset--> handshake --> close_notify --> done
 *                 --anything else--> done
 * </pre>
 */
public final class Liveness implements Probe {

  @Override
  public Tier tier() {
    return Tier.APPLICATION;
  }

  @Override
  public Need need() {
    return Need.HANDSHAKE;
  }

  @Override
  public void run(Visit visit, ProbeEnd end) {
    visit.connect(
        (handshake, connection) -> forge(visit, handshake, connection, end),
        failed -> end.with(notTested(failed.outcome(), "second handshake: " + failed.detail())));
  }

  @Override
  public Finding notTested(Outcome why, String detail) {
    return Finding.of(ForgedRecord.notTested(why, detail));
  }

  private static void forge(Visit visit, Handshake handshake, Connection connection, ProbeEnd end) {
    new ForgedRecord(
            connection,
            handshake.session().map(Handshake.Session::protocol).orElse(""),
            visit.settings().timings().silence(),
            visit.kit().random(),
            probe -> forged(visit, probe, end))
        .run();
  }

  /**
   * Only then is a goodbye worth while. Where an alert came with the end, the end of what we send
   * is passed on, and an origin that says goodbye at it answers nobody's goodbye.
   */
  private static boolean endedWithoutAWord(LivenessProbe probe) {
    return probe.getResult() == LivenessResult.RESET
        || (probe.getResult() == LivenessResult.CLOSED && probe.getDetail().isEmpty());
  }

  private static void forged(Visit visit, LivenessProbe probe, ProbeEnd end) {
    if (!endedWithoutAWord(probe)) {
      end.with(Finding.of(probe));
      return;
    }
    end.ifStopped((why, detail) -> Finding.of(probe));
    visit.connectAnew(
        (handshake, connection) ->
            new OrderlyClose(
                    connection,
                    visit.settings().timings().silence(),
                    result ->
                        end.with(
                            Finding.of(
                                LivenessProbe.newBuilder(probe).setOrderlyClose(result).build())))
                .run(),
        failed -> end.with(Finding.of(probe)));
  }
}
