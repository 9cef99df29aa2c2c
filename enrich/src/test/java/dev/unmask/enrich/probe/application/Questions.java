package dev.unmask.enrich.probe.application;

import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.connection.Connection;
import dev.unmask.enrich.probe.visit.Finding;
import dev.unmask.enrich.probe.visit.Probe;
import dev.unmask.enrich.probe.visit.ProbeEnd;
import dev.unmask.enrich.probe.visit.ProbeTimings;
import dev.unmask.enrich.probe.visit.Tier;
import dev.unmask.enrich.probe.visit.Visit;
import java.util.function.Consumer;

/** The questions of ports that a test cannot listen on, asked on any. */
public final class Questions {

  private Questions() {}

  /** As at the ports of LDAPS. */
  public static Probe rootDse() {
    return new Asked(Question::rootDse);
  }

  /** As at the ports of mail. */
  public static Probe none() {
    return new Asked(Question::none);
  }

  private interface Asking {
    Question on(Connection connection, ProbeTimings timings, Consumer<HttpGet.Result> then);
  }

  private record Asked(Asking asking) implements Probe {

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
          (handshake, connection) ->
              asking
                  .on(
                      connection,
                      visit.settings().timings(),
                      result -> end.with(Finding.of(result.probe())))
                  .run(),
          failed -> end.with(notTested(failed.outcome(), failed.detail())));
    }

    @Override
    public Finding notTested(Outcome why, String detail) {
      return Finding.of(HttpGet.notTested(why, detail));
    }
  }
}
