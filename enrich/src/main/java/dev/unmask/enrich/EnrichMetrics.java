package dev.unmask.enrich;

import dev.unmask.enrich.policy.BlocklistWatch;
import dev.unmask.enrich.queue.QueueState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What enrich counts. At any time {@code delivered = probed + passive + forwarded + dead + released
 * + inflight}, all of them {@code unmask.enrich...}: banners that work began on; whose observation
 * is acknowledged, after probes or without; that were sent on to their partition; that went to the
 * dead letters; that were handed back unfinished when their partition or the stage went.
 */
final class EnrichMetrics {
  private static final String PREFIX = "unmask.enrich.";

  private final MeterRegistry registry;
  private final Counter delivered;
  private final Counter released;
  private final Counter forwarded;
  private final Counter dead;
  private final Counter connections;
  private final Timer rateWaits;

  EnrichMetrics(MeterRegistry registry) {
    this.registry = registry;
    delivered = counter("delivered", "Banners that work began on");
    forwarded = counter("forwarded", "Banners sent on to the partition where they belong");
    dead = counter("dead", "Banners that could not be used, acknowledged as dead letters");
    released = counter("released", "Banners handed back unfinished");
    connections = counter("connections", "Connections begun");
    rateWaits =
        Timer.builder(PREFIX + "rate.wait")
            .description("What a connection waited for its rates to allow it")
            .register(registry);
  }

  /** Shows what the queue has before it. */
  void watch(Supplier<QueueState> state, Clock clock) {
    gauge("inflight", "Banners being worked on", () -> state.get().inFlight());
    gauge("waiting", "Banners fetched and not begun", () -> state.get().waiting());
    gauge("partitions", "Partitions assigned", () -> state.get().partitions());
    gauge(
        "careful",
        "Partitions worked on one record at a time, since enrichers crashed there",
        () -> state.get().careful());
    gauge("held.bytes", "Bytes of the banners fetched and unfinished", () -> state.get().bytes());
    gauge(
        "lag",
        "Banners from the oldest unfinished to the newest, over all partitions assigned",
        () -> lag(state.get()));
    gauge(
        "oldest.age.seconds",
        "Age, by the banner's own time, of the oldest unfinished banner",
        () -> age(state.get(), clock));
  }

  /** Shows whether the blocklist can be used: while it cannot, nothing is probed. */
  void watch(BlocklistWatch blocklist) {
    gauge(
        "blocklist.usable",
        "1, or 0 while the blocklist cannot be used and nothing is probed",
        () -> blocklist.broken().isEmpty() ? 1 : 0);
  }

  void delivered() {
    delivered.increment();
  }

  void finished(Finish finish) {
    if (finish instanceof Finish.Probed probed) {
      connections.increment(probed.connections());
      tagged(
          "probed",
          "Banners whose host was probed, acknowledged",
          "outcome",
          probed.outcome().name());
    } else if (finish instanceof Finish.Passive passive) {
      tagged(
          "passive",
          "Banners whose host was not probed, acknowledged",
          "reason",
          passive.reason().name());
    } else {
      (finish instanceof Finish.Forwarded ? forwarded : dead).increment();
    }
  }

  void released() {
    released.increment();
  }

  /** Takes the time until the rates allow what waits for them. */
  void waitsForRates(CompletableFuture<?> turn) {
    var waiting = Timer.start(registry);
    turn.whenComplete((allowed, cancelled) -> waiting.stop(rateWaits));
  }

  private void tagged(String name, String description, String tag, String value) {
    Counter.builder(PREFIX + name)
        .description(description)
        .tag(tag, value)
        .register(registry)
        .increment();
  }

  private Counter counter(String name, String description) {
    return Counter.builder(PREFIX + name).description(description).register(registry);
  }

  private void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(PREFIX + name, value).description(description).register(registry);
  }

  private static double lag(QueueState state) {
    return state.lag().isPresent() ? state.lag().getAsLong() : Double.NaN;
  }

  private static double age(QueueState state, Clock clock) {
    return state.oldestTimestamp().isPresent()
        ? Math.max(0, clock.millis() - state.oldestTimestamp().getAsLong()) / 1_000.0
        : 0;
  }
}
