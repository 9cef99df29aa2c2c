package dev.unmask.bench;

import dev.unmask.ingest.Ingest;
import dev.unmask.ingest.IngestReport;
import dev.unmask.ingest.IngestSettings;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;

/**
 * Ingests a file, in a process of its own. Prints how many records it published, and what shares of
 * its time went where.
 */
final class IngestWorker {

  private IngestWorker() {}

  /** Bootstrap servers, registry, prefix of the topics, file. */
  public static void main(String[] arguments) throws Exception {
    KafkaConnection connection =
        new KafkaConnection(arguments[0], arguments[1], new Topics(arguments[2]), Map.of());
    IngestSettings settings = IngestSettings.defaults(List.of(arguments[3]));
    try (StageTimes times = new StageTimes();
        Ingest ingest = new Ingest(settings, connection, new SimpleMeterRegistry())) {
      IngestReport report = ingest.run();
      System.out.println(report.published());
      times.shares().forEach((stage, share) -> System.out.println(stage + "\t" + share));
    }
  }
}
