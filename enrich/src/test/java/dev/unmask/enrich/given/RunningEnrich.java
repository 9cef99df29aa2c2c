package dev.unmask.enrich.given;

import dev.unmask.enrich.Enrich;
import dev.unmask.enrich.EnrichSettings;
import dev.unmask.enrich.Identity;
import dev.unmask.enrich.ProbingSettings;
import dev.unmask.enrich.policy.Rates;
import dev.unmask.enrich.policy.SampleSizes;
import dev.unmask.enrich.policy.Scope;
import dev.unmask.enrich.probe.visit.ProberSettings;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.owner.OwnerCatalogue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Enrich on a thread of its own, and its metrics. */
public final class RunningEnrich implements AutoCloseable {
  public static final Duration DRAIN = Duration.ofSeconds(3);

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final Enrich enrich;
  private final CompletableFuture<Void> run;
  private volatile boolean interrupted;

  private RunningEnrich(EnrichSettings settings, KafkaConnection connection) {
    this.enrich = new Enrich(settings, connection, OwnerCatalogue.builtIn(), metrics);
    this.run =
        CompletableFuture.runAsync(
            this::runAndLook, task -> new Thread(task, "enrich-under-test").start());
  }

  private void runAndLook() {
    enrich.run();
    interrupted = Thread.currentThread().isInterrupted();
  }

  /** Whether its thread was, when run returned. */
  public boolean wasInterrupted() {
    return interrupted;
  }

  public static RunningEnrich start(EnrichSettings settings, KafkaConnection connection) {
    return new RunningEnrich(settings, connection);
  }

  /** Passive. */
  public static EnrichSettings passive() {
    var defaults = EnrichSettings.defaults(new Identity("it-1", "test bench", "0.0.1"));
    return new EnrichSettings(
        defaults.identity(),
        defaults.probing(),
        defaults.prober(),
        defaults.queue(),
        DRAIN,
        Optional.empty());
  }

  /** May probe everything on this machine that names a watched owner, with little patience. */
  public static EnrichSettings local() {
    var probing =
        ProbingSettings.off()
            .on("mailto:test@example.org", Scope.of("everything"))
            .local(List.of())
            .with(new Rates(5_000, 5_000, 1_000, 100))
            .with(SampleSizes.none());
    return passive().with(probing).with(impatient());
  }

  private static ProberSettings impatient() {
    return ProberSettings.defaults()
        .withSilence(Duration.ofMillis(300), Duration.ofMillis(300))
        .withVpnPort(9);
  }

  public Enrich enrich() {
    return enrich;
  }

  /** Completes when run has returned; exceptionally, if it threw. */
  public CompletableFuture<Void> run() {
    return run;
  }

  /** Sum of a counter over its tags. */
  public long count(String name) {
    return (long)
        metrics.find("unmask.enrich." + name).counters().stream().mapToDouble(Counter::count).sum();
  }

  /** Not a number before it is there. */
  public double gauge(String name) {
    return metrics.find("unmask.enrich." + name).gauges().stream()
        .mapToDouble(Gauge::value)
        .findFirst()
        .orElse(Double.NaN);
  }

  @Override
  public void close() {
    enrich.close();
  }
}
