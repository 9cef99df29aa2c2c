package dev.unmask.enrich.probe.liveness;

import dev.unmask.avro.LivenessProbe;
import dev.unmask.avro.LivenessResult;
import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.connection.Connection;
import dev.unmask.enrich.probe.connection.Ending;
import dev.unmask.enrich.probe.connection.Exchange;
import dev.unmask.enrich.probe.connection.PeerAlert;
import dev.unmask.enrich.probe.connection.Printable;
import dev.unmask.enrich.probe.tls.ForgedApplicationData;
import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;

/**
 * One well-formed record of application data, of random bytes, sent straight to the socket beneath
 * TLS. Who holds the keys finds that it does not decrypt and says so in an encrypted alert (RFC
 * 8446 5.2, RFC 5246 7.2.2). Last on a connection: it ends it.
 *
 * <pre>
 *   WAITING --alert--> ALERT           WAITING --FIN, close_notify--> CLOSED
 *   WAITING --RST--> RESET             WAITING --does not decrypt--> UNDECRYPTABLE
 *   WAITING --data, tickets--> WAITING WAITING --time--> HELD
 * </pre>
 *
 * A close_notify is no ALERT here: an origin that waits in vain says goodbye too, behind a relay
 * that kept our record. Nor is an alert about our certificate: that answers the handshake.
 */
public final class ForgedRecord implements Exchange {

  private final Connection connection;
  private final String protocol;
  private final Duration silence;
  private final Random random;
  private final Consumer<LivenessProbe> then;
  private boolean done;
  private long sentNanos;
  private int decrypted;

  /**
   * @param protocol of the connection, in the JDK's words
   * @param silence how long it must be silent to be called held
   */
  public ForgedRecord(
      Connection connection,
      String protocol,
      Duration silence,
      Random random,
      Consumer<LivenessProbe> then) {
    this.connection = connection;
    this.protocol = protocol;
    this.silence = silence;
    this.random = random;
    this.then = then;
  }

  /** Sends the record; {@code then} is called once, on the connection's event loop. */
  public void run() {
    sentNanos = System.nanoTime();
    connection.attach(this, silence);
    if (!done) {
      connection.sendBeneath(ForgedApplicationData.record(protocol, random));
    }
  }

  /** A liveness probe that was not made, and why. */
  public static LivenessProbe notTested(Outcome why, String detail) {
    return LivenessProbe.newBuilder()
        .setOutcome(why)
        .setDetail(Printable.detail(detail))
        .setResult(LivenessResult.NOT_TESTED)
        .build();
  }

  /** They decrypt, so they come from the keys' holder; but nothing says that they answer us. */
  @Override
  public void onBytes(byte[] bytes) {
    decrypted += bytes.length;
  }

  @Override
  public void onAlert(int description) {
    String name = PeerAlert.name(description);
    if (ClientCertificateAlerts.include(description)) {
      end(LivenessResult.NOT_TESTED, Outcome.TLS_ALERT, name + " answers the handshake");
    } else if (EndOfInput.mayBeToldBy(description)) {
      end(LivenessResult.CLOSED, Outcome.CONNECTION_CLOSED, "with " + name);
    } else {
      end(LivenessResult.ALERT, Outcome.SUCCESS, name);
    }
  }

  @Override
  public void onCloseNotify() {
    end(LivenessResult.CLOSED, Outcome.CONNECTION_CLOSED, "with close_notify");
  }

  @Override
  public void onUndecryptable(String detail) {
    end(LivenessResult.UNDECRYPTABLE, Outcome.PROTOCOL_ERROR, detail);
  }

  @Override
  public void onRenegotiation() {
    end(LivenessResult.NOT_TESTED, Outcome.APPLICATION_ERROR, "it wants to shake hands anew");
  }

  @Override
  public void onFlood(String detail) {
    end(LivenessResult.NOT_TESTED, Outcome.PROTOCOL_ERROR, detail);
  }

  @Override
  public void onEnd(Ending ending) {
    switch (ending) {
      case CLOSED -> end(LivenessResult.CLOSED, Outcome.CONNECTION_CLOSED, "");
      case RESET -> end(LivenessResult.RESET, Outcome.CONNECTION_RESET, "");
      case OVERRUN, CROWDED, LOCAL, UNREACHABLE ->
          end(LivenessResult.NOT_TESTED, ending.outcome(), "closed by us");
    }
  }

  @Override
  public void onDeadline() {
    if (System.nanoTime() - sentNanos < silence.toNanos()) {
      end(LivenessResult.NOT_TESTED, Outcome.IO_TIMEOUT, "the host's time was over");
    } else if (connection.isRecordComing()) {
      end(LivenessResult.NOT_TESTED, Outcome.IO_TIMEOUT, "a record was still coming");
    } else if (connection.inMidRecord()) {
      end(LivenessResult.UNDECRYPTABLE, Outcome.PROTOCOL_ERROR, "a record that does not end");
    } else {
      end(
          LivenessResult.HELD,
          Outcome.IO_TIMEOUT,
          decrypted == 0 ? "" : decrypted + " bytes came that decrypt, no alert");
    }
  }

  @Override
  public void onFailure(Throwable failure) {
    end(LivenessResult.NOT_TESTED, Outcome.UNKNOWN_ERROR, Printable.detail(failure));
  }

  private void end(LivenessResult result, Outcome outcome, String detail) {
    if (done) {
      return;
    }
    done = true;
    connection.reset();
    then.accept(
        LivenessProbe.newBuilder()
            .setOutcome(outcome)
            .setDetail(Printable.detail(detail))
            .setResult(result)
            .setProtocol(protocol)
            .setWaitedNanos(System.nanoTime() - sentNanos)
            .build());
  }
}
