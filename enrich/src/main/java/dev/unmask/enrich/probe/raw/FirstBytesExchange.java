package dev.unmask.enrich.probe.raw;

import dev.unmask.avro.FirstAnswer;
import dev.unmask.avro.FirstBytesTest;
import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.connection.Connection;
import dev.unmask.enrich.probe.connection.Ending;
import dev.unmask.enrich.probe.connection.Printable;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Consumer;

/**
 * Sends first bytes on a connection that stands, and watches what they draw.
 *
 * <pre>
 *   SILENT --bytes--> ANSWERED --proof, enough bytes, end, a second--> DONE
 *          --end, time--> DONE
 * </pre>
 *
 * Held is only what stayed open and silent for the whole time. Once something has come, one second
 * more tells whether the peer ends the connection with it. The connection is left as it is. On its
 * event loop.
 */
public final class FirstBytesExchange implements PlainExchange {

  private static final Duration AFTER_ANSWER = Duration.ofSeconds(1);
  private static final int ENOUGH_BYTES = 16 * 1024;

  private final Connection connection;
  private final Sending sending;
  private final Duration watch;
  private final Consumer<FirstBytesTest> then;
  private final Beginning received = new Beginning();
  private State state = new Silent();
  private long sentNanos;

  private sealed interface State {}

  private record Silent() implements State {}

  private record Answered(long afterNanos) implements State {}

  private record Done() implements State {}

  /**
   * @param watch how long, above zero
   * @param then called once, on the event loop
   */
  public FirstBytesExchange(
      Connection connection, Sending sending, Duration watch, Consumer<FirstBytesTest> then) {
    this.connection = connection;
    this.sending = sending;
    this.watch = watch;
    this.then = then;
  }

  /** Sends, and watches. */
  public void run() {
    sentNanos = System.nanoTime();
    connection.attach(this, watch);
    if (state instanceof Done) {
      return;
    }
    if (sending.last()) {
      connection.sendLast(sending.bytes());
    } else if (sending.bytes().length > 0) {
      connection.send(sending.bytes());
    }
  }

  /** A test that was not made, and why. */
  public static FirstBytesTest notTested(
      Sending sending, Duration watch, Outcome why, String detail) {
    return FirstBytesTest.newBuilder()
        .setSent(sending.kind())
        .setOutcome(why)
        .setDetail(Printable.detail(detail))
        .setAnswer(FirstAnswer.NOT_TESTED)
        .setWatchNanos(watch.toNanos())
        .build();
  }

  @Override
  public void onBytes(byte[] bytes) {
    received.add(bytes);
    if (state instanceof Silent) {
      state = new Answered(sinceSent());
      connection.extend(AFTER_ANSWER);
    }
    if (sending.isProvedBy(received.first())) {
      end(FirstAnswer.OPENVPN_RESET, false);
    } else if (received.length() >= ENOUGH_BYTES) {
      end(answer(), false);
    }
  }

  @Override
  public void onEnd(Ending ending) {
    if (state instanceof Answered) {
      end(answer(), ending.isByPeer());
      return;
    }
    switch (ending) {
      case CLOSED -> end(FirstAnswer.CLOSED, true);
      case RESET -> end(FirstAnswer.RESET, true);
      case UNREACHABLE -> end(FirstAnswer.UNREACHABLE, true);
      case OVERRUN -> unknown(ending.outcome(), "more bytes than are read from a host");
      case CROWDED, LOCAL -> unknown(ending.outcome(), "closed by us");
    }
  }

  @Override
  public void onDeadline() {
    if (state instanceof Answered) {
      end(answer(), false);
    } else if (sinceSent() >= watch.toNanos()) {
      end(FirstAnswer.HELD, false);
    } else {
      unknown(Outcome.IO_TIMEOUT, "the host's time was over");
    }
  }

  @Override
  public void onFailure(Throwable failure) {
    unknown(Outcome.UNKNOWN_ERROR, Printable.detail(failure));
  }

  private FirstAnswer answer() {
    return AnswerReader.read(received.first());
  }

  private void end(FirstAnswer answer, boolean ended) {
    end(Outcome.SUCCESS, "", answer, ended);
  }

  private void unknown(Outcome outcome, String detail) {
    end(outcome, detail, FirstAnswer.NOT_TESTED, false);
  }

  private void end(Outcome outcome, String detail, FirstAnswer answer, boolean ended) {
    if (state instanceof Done) {
      return;
    }
    FirstBytesTest test =
        FirstBytesTest.newBuilder()
            .setSent(sending.kind())
            .setOutcome(outcome)
            .setDetail(Printable.detail(detail))
            .setAnswer(answer)
            .setAnsweredNanos(state instanceof Answered answered ? answered.afterNanos() : null)
            .setHeldNanos(sinceSent())
            .setEnded(ended)
            .setWatchNanos(watch.toNanos())
            .setBytesRead(received.length())
            .setFirstBytes(HexFormat.of().formatHex(received.first()))
            .build();
    state = new Done();
    connection.detach();
    then.accept(test);
  }

  private long sinceSent() {
    return System.nanoTime() - sentNanos;
  }
}
