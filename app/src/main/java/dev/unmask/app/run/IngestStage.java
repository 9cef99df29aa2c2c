package dev.unmask.app.run;

import dev.unmask.ingest.Ingest;
import dev.unmask.ingest.IngestProgress;
import dev.unmask.ingest.IngestReport;
import dev.unmask.ingest.IngestSettings;
import dev.unmask.schemas.connection.KafkaConnection;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;

/** Ingest as a stage; it ends by itself. */
public final class IngestStage implements Stage {
  private final Ingest ingest;
  private volatile Optional<IngestReport> report = Optional.empty();

  /** Contacts nobody. */
  public IngestStage(IngestSettings settings, KafkaConnection connection, MeterRegistry metrics) {
    this.ingest = new Ingest(settings, connection, metrics);
  }

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public void run() {
    report = Optional.of(ingest.run());
  }

  /** What came of it; empty until it has ended. */
  public Optional<IngestReport> report() {
    return report;
  }

  /** How far it is. */
  public IngestProgress progress() {
    return ingest.progress();
  }

  @Override
  public Optional<String> waitingFor() {
    return ingest.waitingFor();
  }

  @Override
  public void close() {
    try {
      ingest.close();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
