package dev.unmask.enrich.probe.liveness;

import dev.unmask.avro.OrderlyCloseResult;
import dev.unmask.enrich.probe.connection.Connection;
import dev.unmask.enrich.probe.connection.Ending;
import dev.unmask.enrich.probe.connection.Exchange;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A close_notify on a connection of its own, where the forged record drew a silent end: some stacks
 * that hold the key close without a word when a record does not decrypt, and yet answer an orderly
 * goodbye in kind (RFC 8446 6.1). Any alert that decrypts is an answer, if it comes promptly: an
 * origin whose patience ends says goodbye too, behind a relay that kept ours.
 */
public final class OrderlyClose implements Exchange {

  private static final Duration PROMPT = Duration.ofSeconds(2);
  private static final int ROUND_TRIPS = 5;

  private final Connection connection;
  private final Duration silence;
  private final Consumer<OrderlyCloseResult> then;
  private boolean done;
  private long sentNanos;

  public OrderlyClose(Connection connection, Duration silence, Consumer<OrderlyCloseResult> then) {
    this.connection = connection;
    this.silence = silence;
    this.then = then;
  }

  /** Sends close_notify; {@code then} is called once, on the connection's event loop. */
  public void run() {
    sentNanos = System.nanoTime();
    connection.attach(this, silence);
    if (!done) {
      connection.sendCloseNotify();
    }
  }

  @Override
  public void onBytes(byte[] bytes) {
    // What was on its way before the peer read our goodbye.
  }

  @Override
  public void onAlert(int description) {
    if (ClientCertificateAlerts.include(description)) {
      end(OrderlyCloseResult.NOT_TESTED);
    } else {
      end(EndOfInput.mayBeToldBy(description) ? OrderlyCloseResult.CLOSED : answered());
    }
  }

  @Override
  public void onCloseNotify() {
    end(answered());
  }

  private OrderlyCloseResult answered() {
    long waited = System.nanoTime() - sentNanos;
    long prompt = Math.max(PROMPT.toNanos(), ROUND_TRIPS * connection.connectNanos());
    return waited <= prompt ? OrderlyCloseResult.ANSWERED : OrderlyCloseResult.CLOSED;
  }

  @Override
  public void onUndecryptable(String detail) {
    end(OrderlyCloseResult.UNDECRYPTABLE);
  }

  @Override
  public void onRenegotiation() {
    end(OrderlyCloseResult.NOT_TESTED);
  }

  @Override
  public void onFlood(String detail) {
    end(OrderlyCloseResult.NOT_TESTED);
  }

  @Override
  public void onEnd(Ending ending) {
    end(
        switch (ending) {
          case CLOSED -> OrderlyCloseResult.CLOSED;
          case RESET -> OrderlyCloseResult.RESET;
          case OVERRUN, CROWDED, LOCAL, UNREACHABLE -> OrderlyCloseResult.NOT_TESTED;
        });
  }

  @Override
  public void onDeadline() {
    if (System.nanoTime() - sentNanos < silence.toNanos() || connection.isRecordComing()) {
      end(OrderlyCloseResult.NOT_TESTED);
    } else {
      end(connection.inMidRecord() ? OrderlyCloseResult.UNDECRYPTABLE : OrderlyCloseResult.HELD);
    }
  }

  @Override
  public void onFailure(Throwable failure) {
    end(OrderlyCloseResult.NOT_TESTED);
  }

  private void end(OrderlyCloseResult result) {
    if (!done) {
      done = true;
      connection.reset();
      then.accept(result);
    }
  }
}
