package dev.unmask.enrich.probe.application;

import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.connection.Connection;
import dev.unmask.enrich.probe.tls.Handshake;
import dev.unmask.enrich.probe.visit.Finding;
import dev.unmask.enrich.probe.visit.Probe;
import dev.unmask.enrich.probe.visit.ProbeEnd;
import dev.unmask.enrich.probe.visit.Tier;
import dev.unmask.enrich.probe.visit.Visit;

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
    if (WebPorts.includes(visit.port())) {
      visit.connect(
          (handshake, connection) -> get(visit, handshake, connection, end),
          failed -> end.with(notTested(failed.outcome(), failed.detail())));
    } else {
      end.with(
          notTested(
              Outcome.POLICY_SKIPPED, "port %d is not asked by HTTP".formatted(visit.port())));
    }
  }

  @Override
  public Finding notTested(Outcome why, String detail) {
    return Finding.of(HttpGet.notTested(why, detail));
  }

  private static void get(Visit visit, Handshake handshake, Connection connection, ProbeEnd end) {
    new HttpGet(
            connection,
            visit.target().host(),
            visit.kit().userAgent(),
            visit.settings().timings().silence(),
            visit.settings().timings().responseTimeout(),
            result -> {
              if (result.reusable()) {
                visit.leave(handshake);
              }
              end.with(Finding.of(result.probe()));
            })
        .run();
  }
}
