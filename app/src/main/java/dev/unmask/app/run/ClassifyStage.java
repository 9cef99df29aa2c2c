package dev.unmask.app.run;

import dev.unmask.classify.Classify;
import dev.unmask.classify.ClassifySettings;
import dev.unmask.classify.ruleset.Ruleset;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.owner.OwnerCatalogue;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Classify as a stage; it runs until it is told to stop. */
public final class ClassifyStage implements Stage {
  private final Classify classify;

  /** Contacts nobody. */
  public ClassifyStage(
      ClassifySettings settings,
      KafkaConnection connection,
      OwnerCatalogue owners,
      Ruleset ruleset,
      MeterRegistry metrics) {
    this.classify = new Classify(settings, connection, owners, ruleset, metrics);
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

  /** Whether it has nothing left to do: lag 0 everywhere, nothing dirty, every slice sent. */
  public boolean quiet() {
    return classify.quiet();
  }

  @Override
  public void close() {
    classify.close();
  }
}
