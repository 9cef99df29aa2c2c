package dev.unmask.enrich.probe.roundtrip;

import dev.unmask.enrich.probe.connection.Connection;
import dev.unmask.enrich.probe.connection.Ending;
import dev.unmask.enrich.probe.connection.Exchange;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The round trip after Finished: from a record that does not decrypt to what it draws, an alert, an
 * end or bytes that do not decrypt either. What decrypts is no answer to it. Ends the connection.
 */
final class NextRoundTrip implements Exchange {

  private final Connection connection;
  private final byte[] record;
  private final Duration silence;
  private final Consumer<OptionalLong> then;
  private boolean done;
  private long sentNanos;

  /**
   * @param silence how long it is waited for
   * @param then gets its nanoseconds; nothing where nothing was drawn
   */
  NextRoundTrip(
      Connection connection, byte[] record, Duration silence, Consumer<OptionalLong> then) {
    this.connection = connection;
    this.record = record;
    this.silence = silence;
    this.then = then;
  }

  /** Sends the record; {@code then} is called once, on the connection's event loop. */
  void run() {
    sentNanos = System.nanoTime();
    connection.attach(this, silence);
    if (!done) {
      connection.sendBeneath(record);
    }
  }

  @Override
  public void onBytes(byte[] bytes) {
    // It was on its way before.
  }

  @Override
  public void onAlert(int description) {
    drawn();
  }

  @Override
  public void onCloseNotify() {
    drawn();
  }

  @Override
  public void onUndecryptable(String detail) {
    drawn();
  }

  @Override
  public void onRenegotiation() {
    end(OptionalLong.empty());
  }

  @Override
  public void onFlood(String detail) {
    end(OptionalLong.empty());
  }

  @Override
  public void onEnd(Ending ending) {
    if (ending == Ending.CLOSED || ending == Ending.RESET) {
      drawn();
    } else {
      end(OptionalLong.empty());
    }
  }

  @Override
  public void onDeadline() {
    end(OptionalLong.empty());
  }

  @Override
  public void onFailure(Throwable failure) {
    end(OptionalLong.empty());
  }

  private void drawn() {
    end(OptionalLong.of(System.nanoTime() - sentNanos));
  }

  private void end(OptionalLong nanos) {
    if (!done) {
      done = true;
      connection.reset();
      then.accept(nanos);
    }
  }
}
