package dev.unmask.app.run;

import dev.unmask.classify.Classify;
import dev.unmask.classify.ClassifySettings;
import dev.unmask.classify.alert.AlertPolicy;
import dev.unmask.classify.epoch.Epoch;
import dev.unmask.classify.ruleset.Ruleset;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.owner.OwnerCatalogue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Classify as a stage; it runs until it is told to stop. */
public final class ClassifyStage implements Stage {
  private final Classify classify;
  private final MeterRegistry metrics;

  /** Without cases and alerts, for a run that ends. Contacts nobody. */
  public ClassifyStage(
      ClassifySettings settings,
      KafkaConnection connection,
      OwnerCatalogue owners,
      Ruleset ruleset,
      MeterRegistry metrics) {
    this(settings, Epoch.FIRST, connection, owners, ruleset, Optional.empty(), metrics);
  }

  /**
   * Contacts nobody.
   *
   * @param epoch which of those there are
   * @param alerts which cases make alerts; empty: there are no cases and no alerts
   */
  public ClassifyStage(
      ClassifySettings settings,
      Epoch epoch,
      KafkaConnection connection,
      OwnerCatalogue owners,
      Ruleset ruleset,
      Optional<AlertPolicy> alerts,
      MeterRegistry metrics) {
    this.metrics = metrics;
    this.classify = new Classify(settings, epoch, connection, owners, ruleset, alerts, metrics);
  }

  @Override
  public String name() {
    return "classify";
  }

  @Override
  public void run() {
    try {
      classify.run();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Optional<String> waitingFor() {
    return classify.waitingFor();
  }

  @Override
  public boolean alive() {
    return classify.alive();
  }

  /** Observations that it is done with, by its own count; what is done again counts again. */
  public long observed() {
    return count("observations") + unreadable();
  }

  /** Records that went to the dead letters, by its own count. */
  public long unreadable() {
    return count("dead");
  }

  private long count(String name) {
    return (long)
        metrics.find("unmask.classify." + name).counters().stream()
            .mapToDouble(Counter::count)
            .sum();
  }

  /** Whether it has nothing left to do: lag 0 everywhere, nothing dirty, every slice sent. */
  public boolean quiet() {
    return classify.quiet();
  }

  @Override
  public void close() {
    classify.close();
  }
}
