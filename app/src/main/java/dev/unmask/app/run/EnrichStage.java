package dev.unmask.app.run;

import dev.unmask.enrich.Enrich;
import dev.unmask.enrich.EnrichSettings;
import dev.unmask.enrich.policy.ScopeChange;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.owner.OwnerCatalogue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;

/** Enrich as a stage; it runs until it is told to stop. */
public final class EnrichStage implements Stage {
  private final Enrich enrich;
  private final MeterRegistry metrics;

  /** Contacts nobody. */
  public EnrichStage(
      EnrichSettings settings,
      KafkaConnection connection,
      OwnerCatalogue owners,
      MeterRegistry metrics) {
    this.enrich = new Enrich(settings, connection, owners, metrics);
    this.metrics = metrics;
  }

  /**
   * What the scope adds to the hosts that may be probed; nobody is probed.
   *
   * @throws RuntimeException if the cluster cannot be read
   */
  public static ScopeChange preview(
      EnrichSettings settings, KafkaConnection connection, OwnerCatalogue owners) {
    try (Enrich enrich = new Enrich(settings, connection, owners, new SimpleMeterRegistry())) {
      return enrich.preview();
    }
  }

  @Override
  public String name() {
    return "enrich";
  }

  @Override
  public void run() {
    enrich.run();
  }

  @Override
  public Optional<String> waitingFor() {
    return enrich.waitingFor();
  }

  @Override
  public boolean alive() {
    return enrich.alive();
  }

  /** Banners that it is done with, by its own count. */
  public long done() {
    return count("probed") + count("passive") + count("dead");
  }

  /** Hosts being probed now. */
  public long inFlight() {
    return metrics.find("unmask.enrich.inflight").gauges().stream()
        .mapToLong(EnrichStage::value)
        .sum();
  }

  private long count(String name) {
    return (long)
        metrics.find("unmask.enrich." + name).counters().stream().mapToDouble(Counter::count).sum();
  }

  private static long value(Gauge gauge) {
    return (long) gauge.value();
  }

  @Override
  public void close() {
    enrich.close();
  }
}
