package dev.unmask.ingest.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What is counted of a stream. */
final class StreamMeters {

  private final Counter heartbeats;
  private final Timer gaps;
  private volatile boolean connected;

  StreamMeters(MeterRegistry meters) {
    heartbeats =
        Counter.builder("unmask.ingest.stream.heartbeats")
            .description("Empty lines, by which the stream shows that it is alive")
            .register(meters);
    gaps =
        Timer.builder("unmask.ingest.stream.gap")
            .description("From the last line of a connection to the next: what was sent is missed")
            .register(meters);
    Gauge.builder("unmask.ingest.stream.connected", this, own -> own.connected ? 1 : 0)
        .description("Whether there is a connection to the stream")
        .register(meters);
  }

  void heartbeats(long more) {
    heartbeats.increment((double) more);
  }

  void gap(Duration length) {
    gaps.record(length);
  }

  void connected(boolean now) {
    connected = now;
  }
}
