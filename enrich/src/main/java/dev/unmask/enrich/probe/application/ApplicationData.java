package dev.unmask.enrich.probe.application;

import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.connection.Connection;
import dev.unmask.enrich.probe.tls.Handshake;
import dev.unmask.enrich.probe.visit.Finding;
import dev.unmask.enrich.probe.visit.Probe;
import dev.unmask.enrich.probe.visit.ProbeEnd;
import dev.unmask.enrich.probe.visit.ProbeTimings;
import dev.unmask.enrich.probe.visit.Tier;
import dev.unmask.enrich.probe.visit.Visit;
import java.util.function.Consumer;

/** Application data after the handshake: what the port's protocol asks for. */
public final class ApplicationData implements Probe {

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
        (handshake, connection) -> ask(visit, handshake, connection, end),
        failed -> end.with(notTested(failed.outcome(), failed.detail())));
  }

  @Override
  public Finding notTested(Outcome why, String detail) {
    return Finding.of(HttpGet.notTested(why, detail));
  }

  private static void ask(Visit visit, Handshake handshake, Connection connection, ProbeEnd end) {
    ProbeTimings timings = visit.settings().timings();
    Consumer<HttpGet.Result> then =
        result -> {
          if (result.reusable()) {
            visit.leave(handshake);
          }
          end.with(Finding.of(result.probe()));
        };
    switch (AskedPorts.protocolOf(visit.port())) {
      case HTTP ->
          new HttpGet(
                  connection,
                  visit.target().host(),
                  visit.kit().userAgent(),
                  timings.silence(),
                  timings.responseTimeout(),
                  then)
              .run();
      case LDAP -> Question.rootDse(connection, timings, then).run();
      case MAIL -> Question.none(connection, timings, then).run();
    }
  }
}
