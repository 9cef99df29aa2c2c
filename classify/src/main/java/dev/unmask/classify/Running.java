package dev.unmask.classify;

import static org.apache.kafka.streams.CloseOptions.GroupMembershipOperation.LEAVE_GROUP;

import dev.unmask.classify.epoch.ModeWatch.ModeChangedException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/**
 * A topology that runs, as the live epoch's or in the shadow. Closed by who started it; all else is
 * safe from any thread.
 */
final class Running {

  /** So long it may take to commit what was done and to end. */
  static final Duration CLOSING = Duration.ofSeconds(30);

  private final KafkaStreams streams;
  private final KafkaStreamsMetrics metrics;
  private final Quietness quietness;
  private final Consumer<Throwable> failed;
  private volatile boolean outOfDate;

  private Running(
      KafkaStreams streams,
      KafkaStreamsMetrics metrics,
      Quietness quietness,
      Consumer<Throwable> failed) {
    this.streams = streams;
    this.metrics = metrics;
    this.quietness = quietness;
    this.failed = failed;
  }

  /**
   * @param failed is told why it stops by itself, if it is not that something else was decided
   */
  static Running start(
      KafkaStreams streams,
      MeterRegistry registry,
      Quietness quietness,
      Consumer<Throwable> failed) {
    Running running = new Running(streams, new KafkaStreamsMetrics(streams), quietness, failed);
    running.metrics.bindTo(registry);
    streams.setUncaughtExceptionHandler(running::handle);
    streams.start();
    return running;
  }

  private StreamThreadExceptionResponse handle(Throwable cause) {
    if (ModeChangedException.caused(cause)) {
      outOfDate = true;
    } else {
      failed.accept(cause);
    }
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  /** Whether a step found that the epoch is not any more what this was started as. */
  boolean outOfDate() {
    return outOfDate;
  }

  Optional<String> waitingFor() {
    KafkaStreams.State state = streams.state();
    return state == KafkaStreams.State.RUNNING
        ? Optional.empty()
        : Optional.of("Kafka Streams is " + state + ", not RUNNING");
  }

  boolean quiet() {
    return quietness.reached(waitingFor().isEmpty());
  }

  /** Whether it was closed in time. Its group knows at once. */
  boolean close() {
    metrics.close();
    return streams.close(CloseOptions.timeout(CLOSING).withGroupMembershipOperation(LEAVE_GROUP));
  }

  /** What happened, and not what Kafka Streams says that it did about it. */
  static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof StreamsException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
