package dev.unmask.enrich.probe.openvpn;

import dev.unmask.avro.FirstAnswer;
import dev.unmask.avro.FirstBytesTest;
import dev.unmask.avro.Outcome;
import dev.unmask.avro.Transport;
import dev.unmask.enrich.probe.connection.Connection;
import dev.unmask.enrich.probe.connection.Dialed;
import dev.unmask.enrich.probe.raw.FirstBytesExchange;
import dev.unmask.enrich.probe.raw.FirstBytesSeries;
import dev.unmask.enrich.probe.raw.Sending;
import dev.unmask.enrich.probe.visit.Finding;
import dev.unmask.enrich.probe.visit.Probe;
import dev.unmask.enrich.probe.visit.ProbeEnd;
import dev.unmask.enrich.probe.visit.ProbeTimings;
import dev.unmask.enrich.probe.visit.Tier;
import dev.unmask.enrich.probe.visit.Visit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Is OpenVPN at its own TCP port? A port counts as open only if it is still open two round trips
 * after the connect: middleboxes accept anything, and then reset. Who closes on the reset without a
 * word is asked further, on connections of their own.
 *
 * <pre>
 *   connect --open--> settle --still open--> reset --closed fast--> shortened reset --> done
 *                            --end, bytes--> done  --else--> done   (from tier MANNERS on: zeros, too)
 * </pre>
 */
public final class OpenVpnPort implements Probe {

  private static final Duration SHORTEST_SETTLING = Duration.ofMillis(50);
  private static final Duration LONGEST_SETTLING = Duration.ofMillis(500);

  private final int port;

  /**
   * @param port where to look, 1194 mostly
   */
  public OpenVpnPort(int port) {
    this.port = port;
  }

  @Override
  public Tier tier() {
    return Tier.APPLICATION;
  }

  @Override
  public Need need() {
    return Need.NOTHING;
  }

  @Override
  public void run(Visit visit, ProbeEnd end) {
    visit
        .line()
        .dial(
            port,
            dialed -> {
              if (dialed instanceof Dialed.Open open) {
                new Asking(visit, end, open.connection()).settle();
              } else if (dialed instanceof Dialed.Failed failed) {
                end.with(notTested(failed.outcome(), failed.detail()));
              }
            });
  }

  @Override
  public Finding notTested(Outcome why, String detail) {
    return Finding.of(record(OptionalLong.empty()).unopened(why, detail));
  }

  private OpenVpnRecord record(OptionalLong connectNanos) {
    return new OpenVpnRecord(port, Transport.TCP, connectNanos);
  }

  /** What is under way with one host. */
  private final class Asking {
    private final Visit visit;
    private final ProbeEnd end;
    private final Connection connection;
    private final OpenVpnRecord record;

    Asking(Visit visit, ProbeEnd end, Connection connection) {
      this.visit = visit;
      this.end = end;
      this.connection = connection;
      this.record = record(OptionalLong.of(connection.connectNanos()));
    }

    void settle() {
      send(Sending.nothing(), settling(), this::settled);
    }

    private void settled(FirstBytesTest nothing) {
      switch (nothing.getAnswer()) {
        case HELD -> send(OpenVpnSendings.reset(random()), times().vpnSilence(), this::answered);
        case CLOSED -> unopened(Outcome.CONNECTION_CLOSED, "as soon as accepted");
        case RESET -> unopened(Outcome.CONNECTION_RESET, "as soon as accepted");
        case NOT_TESTED, UNREACHABLE -> unopened(nothing.getOutcome(), nothing.getDetail());
        case TLS_HANDSHAKE, TLS_ALERT, HTTP_RESPONSE, OPENVPN_RESET, OTHER_BYTES ->
            found(List.of(nothing));
      }
    }

    private void answered(FirstBytesTest reset) {
      connection.reset();
      boolean closedFast =
          reset.getAnswer() == FirstAnswer.CLOSED || reset.getAnswer() == FirstAnswer.RESET;
      if (closedFast) {
        askFurther(reset);
      } else {
        found(List.of(reset));
      }
    }

    private void askFurther(FirstBytesTest reset) {
      boolean manners = visit.target().tier().includes(Tier.MANNERS);
      List<Sending> more = new ArrayList<>(List.of(OpenVpnSendings.shortenedReset(random())));
      more.addAll(manners ? OpenVpnSendings.zeros() : List.of());
      FirstBytesSeries series =
          new FirstBytesSeries(
              visit.line(), port, more, manners ? times().fastWatch() : times().vpnSilence());
      end.ifStopped((why, detail) -> finding(withFirst(reset, series.stopped(why, detail))));
      series.run(tests -> end.with(finding(withFirst(reset, tests))));
    }

    private static List<FirstBytesTest> withFirst(FirstBytesTest first, List<FirstBytesTest> more) {
      List<FirstBytesTest> all = new ArrayList<>(List.of(first));
      all.addAll(more);
      return all;
    }

    private void found(List<FirstBytesTest> tests) {
      connection.reset();
      end.with(finding(tests));
    }

    private Finding finding(List<FirstBytesTest> tests) {
      return Finding.of(record.asked(Outcome.SUCCESS, tests));
    }

    private void unopened(Outcome why, String detail) {
      connection.reset();
      end.with(Finding.of(record.unopened(why, detail)));
    }

    private void send(Sending sending, Duration watch, Consumer<FirstBytesTest> then) {
      new FirstBytesExchange(connection, sending, watch, then).run();
    }

    /** Two round trips: time enough for a reset that answers the end of our TCP handshake. */
    private Duration settling() {
      Duration twoRoundTrips = Duration.ofNanos(2 * connection.connectNanos());
      Duration least =
          twoRoundTrips.compareTo(SHORTEST_SETTLING) < 0 ? SHORTEST_SETTLING : twoRoundTrips;
      return least.compareTo(LONGEST_SETTLING) > 0 ? LONGEST_SETTLING : least;
    }

    private ProbeTimings times() {
      return visit.settings().timings();
    }

    private Random random() {
      return visit.kit().random();
    }
  }
}
