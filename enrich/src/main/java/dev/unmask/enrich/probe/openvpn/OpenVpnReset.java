package dev.unmask.enrich.probe.openvpn;

import dev.unmask.avro.OpenVpnAnswer;
import dev.unmask.avro.OpenVpnProbe;
import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.connection.Connection;
import dev.unmask.enrich.probe.connection.Dialed;
import dev.unmask.enrich.probe.connection.Ending;
import dev.unmask.enrich.probe.connection.Exchange;
import dev.unmask.enrich.probe.connection.HostLine;
import dev.unmask.enrich.probe.connection.Printable;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Connects to a port where OpenVPN may be, waits a moment, and sends a reset. A port counts as open
 * only if it is still open after that moment: middleboxes accept anything, and then reset.
 *
 * <pre>
 *   DIALING --open--> SETTLING --still open--> ASKED --answer, end, time--> DONE
 *                     SETTLING --end--> DONE: connect ended so, nothing asked
 *                     SETTLING --bytes--> DONE: it speaks first, as OpenVPN never does
 * </pre>
 *
 * On the line's event loop.
 */
public final class OpenVpnReset implements Exchange {

  private static final Duration SHORTEST_SETTLING = Duration.ofMillis(50);
  private static final Duration LONGEST_SETTLING = Duration.ofMillis(500);
  private static final int MOST_BYTES = 512;

  private final Connection connection;
  private final int port;
  private final Duration silence;
  private final ClientReset reset;
  private final Consumer<OpenVpnProbe> then;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private State state = new Settling();

  private sealed interface State {}

  private record Settling() implements State {}

  private record Asked(long sentNanos) implements State {}

  private record Done() implements State {}

  private OpenVpnReset(
      Connection connection,
      int port,
      Duration silence,
      ClientReset reset,
      Consumer<OpenVpnProbe> then) {
    this.connection = connection;
    this.port = port;
    this.silence = silence;
    this.reset = reset;
    this.then = then;
  }

  /**
   * Connects and asks; {@code then} is called once.
   *
   * @param silence how long an answer is waited for
   */
  public static void run(
      HostLine line, int port, Duration silence, Random random, Consumer<OpenVpnProbe> then) {
    line.dial(
        port,
        dialed -> {
          if (dialed instanceof Dialed.Open open) {
            new OpenVpnReset(open.connection(), port, silence, ClientReset.random(random), then)
                .settle();
          } else if (dialed instanceof Dialed.Failed failed) {
            then.accept(notTested(port, failed.outcome(), failed.detail()));
          }
        });
  }

  /** A probe whose connection never stood. */
  public static OpenVpnProbe notTested(int port, Outcome connect, String detail) {
    return OpenVpnProbe.newBuilder()
        .setPort(port)
        .setConnect(connect)
        .setOutcome(connect)
        .setDetail(Printable.detail(detail))
        .setAnswer(OpenVpnAnswer.NOT_TESTED)
        .build();
  }

  /** Two round trips: time enough for a reset that answers the end of our TCP handshake. */
  private void settle() {
    Duration twoRoundTrips = Duration.ofNanos(2 * connection.connectNanos());
    Duration within =
        twoRoundTrips.compareTo(SHORTEST_SETTLING) < 0 ? SHORTEST_SETTLING : twoRoundTrips;
    connection.attach(this, within.compareTo(LONGEST_SETTLING) > 0 ? LONGEST_SETTLING : within);
  }

  @Override
  public void onBytes(byte[] bytes) {
    received.write(bytes, 0, Math.min(bytes.length, MOST_BYTES - received.size()));
    if (state instanceof Settling) {
      end(OpenVpnAnswer.OTHER_BYTES, Outcome.PROTOCOL_ERROR, shown());
      return;
    }
    switch (ServerReset.read(received.toByteArray(), reset)) {
      case PROVED -> end(OpenVpnAnswer.PROVED, Outcome.SUCCESS, "");
      case OTHER -> end(OpenVpnAnswer.OTHER_BYTES, Outcome.PROTOCOL_ERROR, shown());
      case INCOMPLETE -> {}
    }
  }

  @Override
  public void onRenegotiation() {
    onUndecryptable("a handshake, where there is no TLS");
  }

  @Override
  public void onEnd(Ending ending) {
    if (state instanceof Settling) {
      end(ending.outcome(), OpenVpnAnswer.NOT_TESTED, ending.outcome(), "as soon as accepted");
      return;
    }
    switch (ending) {
      case CLOSED -> end(OpenVpnAnswer.CLOSED, Outcome.CONNECTION_CLOSED, shown());
      case RESET -> end(OpenVpnAnswer.RESET, Outcome.CONNECTION_RESET, shown());
      case OVERRUN, LOCAL, UNREACHABLE ->
          end(OpenVpnAnswer.NOT_TESTED, ending.outcome(), "closed by us");
    }
  }

  @Override
  public void onDeadline() {
    if (state instanceof Settling) {
      state = new Asked(System.nanoTime());
      connection.extend(silence);
      connection.send(reset.bytes());
    } else if (state instanceof Asked asked) {
      onSilence(System.nanoTime() - asked.sentNanos());
    }
  }

  private void onSilence(long waitedNanos) {
    if (received.size() > 0) {
      end(OpenVpnAnswer.OTHER_BYTES, Outcome.PROTOCOL_ERROR, shown());
    } else if (waitedNanos < silence.toNanos()) {
      end(OpenVpnAnswer.NOT_TESTED, Outcome.IO_TIMEOUT, "the host's time was over");
    } else {
      end(OpenVpnAnswer.SILENCE, Outcome.IO_TIMEOUT, "");
    }
  }

  @Override
  public void onAlert(int description) {
    onUndecryptable("an alert, where there is no TLS");
  }

  @Override
  public void onCloseNotify() {
    onUndecryptable("an alert, where there is no TLS");
  }

  @Override
  public void onUndecryptable(String detail) {
    end(OpenVpnAnswer.NOT_TESTED, Outcome.UNKNOWN_ERROR, detail);
  }

  @Override
  public void onFailure(Throwable failure) {
    end(OpenVpnAnswer.NOT_TESTED, Outcome.UNKNOWN_ERROR, Printable.detail(failure));
  }

  private String shown() {
    return Printable.detail(received.toByteArray());
  }

  private void end(OpenVpnAnswer answer, Outcome outcome, String detail) {
    end(Outcome.SUCCESS, answer, outcome, detail);
  }

  private void end(Outcome connect, OpenVpnAnswer answer, Outcome outcome, String detail) {
    if (state instanceof Done) {
      return;
    }
    state = new Done();
    connection.reset();
    then.accept(
        OpenVpnProbe.newBuilder()
            .setPort(port)
            .setConnect(connect)
            .setOutcome(outcome)
            .setDetail(Printable.detail(detail))
            .setAnswer(answer)
            .setConnectNanos(connection.connectNanos())
            .build());
  }
}
