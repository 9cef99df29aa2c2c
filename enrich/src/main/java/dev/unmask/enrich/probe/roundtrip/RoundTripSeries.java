package dev.unmask.enrich.probe.roundtrip;

import dev.unmask.avro.Outcome;
import dev.unmask.avro.RoundTripProbe;
import dev.unmask.avro.RoundTripSample;
import dev.unmask.enrich.probe.connection.Connection;
import dev.unmask.enrich.probe.connection.Printable;
import dev.unmask.enrich.probe.tls.ForgedApplicationData;
import dev.unmask.enrich.probe.tls.Handshake;
import dev.unmask.enrich.probe.visit.Finding;
import dev.unmask.enrich.probe.visit.ProbeEnd;
import dev.unmask.enrich.probe.visit.Visit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one host, one after the other. A handshake that fails ends them; a record that
 * draws nothing is not sent again, since each would be waited for.
 *
 * <pre>
 *   connect --rest--> handshake --done--> forged record --drawn, time--> next sample, or done
 *                               --failed--> done
 * </pre>
 */
final class RoundTripSeries {

  private static final Duration LATE = Duration.ofSeconds(1);

  /** In turn, so that a path that changes meanwhile changes for both. */
  private static final List<Duration> HELLO_DELAYS =
      List.of(Duration.ZERO, LATE, Duration.ZERO, LATE, Duration.ZERO, LATE);

  private final Visit visit;
  private final ProbeEnd end;
  private final List<RoundTripSample> samples = new ArrayList<>();
  private boolean held;

  RoundTripSeries(Visit visit, ProbeEnd end) {
    this.visit = visit;
    this.end = end;
  }

  void next() {
    if (samples.size() == HELLO_DELAYS.size()) {
      end(Outcome.SUCCESS, held ? "the record after Finished drew nothing" : "");
      return;
    }
    end.ifStopped((why, detail) -> Finding.of(record(why, detail)));
    visit.connectLate(
        HELLO_DELAYS.get(samples.size()),
        this::shaken,
        failed -> {
          add(failed, OptionalLong.empty());
          end(failed.outcome(), failed.detail());
        });
  }

  private void shaken(Handshake handshake, Connection connection) {
    if (held) {
      connection.reset();
      add(handshake, OptionalLong.empty());
      next();
      return;
    }
    String protocol = handshake.session().map(Handshake.Session::protocol).orElse("");
    new NextRoundTrip(
            connection,
            ForgedApplicationData.record(protocol, visit.kit().random()),
            visit.settings().timings().silence(),
            nanos -> {
              held = nanos.isEmpty();
              add(handshake, nanos);
              next();
            })
        .run();
  }

  private void add(Handshake handshake, OptionalLong nextRoundTrip) {
    samples.add(
        RoundTripSample.newBuilder()
            .setHelloDelayNanos(HELLO_DELAYS.get(samples.size()).toNanos())
            .setOutcome(handshake.outcome())
            .setConnectNanos(orNull(handshake.timings().connect()))
            .setFirstFlightNanos(orNull(handshake.timings().firstFlight()))
            .setNextRoundTripNanos(orNull(nextRoundTrip))
            .build());
  }

  private void end(Outcome outcome, String detail) {
    end.with(Finding.of(record(outcome, detail)));
  }

  private RoundTripProbe record(Outcome outcome, String detail) {
    return RoundTripProbe.newBuilder()
        .setOutcome(outcome)
        .setDetail(Printable.detail(detail))
        .setSamples(List.copyOf(samples))
        .build();
  }

  private static @Nullable Long orNull(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }
}
