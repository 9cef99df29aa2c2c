package dev.unmask.app.deadletter;

import dev.unmask.ingest.Ingest;
import dev.unmask.ingest.IngestReport;
import dev.unmask.ingest.IngestSettings;
import dev.unmask.ingest.source.Input;
import dev.unmask.schemas.administration.TopicAdministration;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.deadletter.DeadLetter;
import dev.unmask.schemas.topic.SubnetPartitioner;
import dev.unmask.schemas.topic.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Gives dead letters back to where they came from: a record to its topic, with its key and its own
 * timestamp, a line to ingest, which reads it once more. At least once; the letters stay where they
 * are, and one that is still bad becomes another.
 *
 * <p>For one run, on one thread.
 */
public final class GiveBack {

  private static final int IN_FLIGHT = 1_000;
  private static final byte[] LINE_END = {'\n'};

  private final KafkaConnection connection;
  private final MeterRegistry meters;
  private final Set<String> ours;
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();
  private long records;
  private long lines;
  private long refused;

  /** Connects when it runs. */
  public GiveBack(KafkaConnection connection, MeterRegistry meters) {
    this.connection = connection;
    this.meters = meters;
    ours = connection.topics().all().stream().map(Topic::name).collect(Collectors.toSet());
  }

  /**
   * What was given back.
   *
   * @param records to topics
   * @param ingested what came of the lines; empty if there were none
   * @param refused letters that cannot be: only their beginning was kept, or the topic that they
   *     name is none of ours
   */
  public record Returned(long records, Optional<IngestReport> ingested, long refused) {}

  /**
   * Gives back what is there now and wanted.
   *
   * @throws IOException if the brokers do not take it, or there is no room for the lines
   */
  public Returned run(Predicate<Letter> wanted) throws IOException {
    Path spool = Files.createTempFile("unmask-deadletters", ".ndjson");
    try {
      try (OutputStream out = Files.newOutputStream(spool);
          Producer<byte[], byte[]> producer = producer()) {
        new DeadLetters(connection).each(wanted, letter -> take(letter, producer, out));
        settle();
      } catch (UncheckedIOException full) {
        throw new IOException(spool + ": " + full.getMessage(), full);
      }
      return new Returned(records, ingest(spool), refused);
    } finally {
      Files.delete(spool);
    }
  }

  private void take(Letter letter, Producer<byte[], byte[]> producer, OutputStream spool) {
    Optional<String> topic = letter.topic();
    byte[] line = letter.value();
    if (topic.isPresent() && ours.contains(topic.get())) {
      send(letter, topic.get(), producer);
    } else if (topic.isEmpty() && line != null && line.length < DeadLetter.MAX_LINE_BYTES) {
      spool(line, spool);
    } else {
      refused++;
    }
  }

  private void send(Letter letter, String topic, Producer<byte[], byte[]> producer) {
    sent.add(
        producer.send(
            new ProducerRecord<>(topic, null, letter.timestamp(), letter.key(), letter.value())));
    records++;
    if (sent.size() == IN_FLIGHT) {
      settle();
    }
  }

  /** Waits until the brokers have all that was sent. */
  private void settle() {
    try {
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
      sent.clear();
    } catch (ExecutionException refusal) {
      throw new UncheckedIOException(
          new IOException("a record was not taken: " + refusal.getCause(), refusal.getCause()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted", interrupted));
    }
  }

  private void spool(byte[] line, OutputStream spool) {
    try {
      spool.write(line);
      spool.write(LINE_END);
      lines++;
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  private Optional<IngestReport> ingest(Path spool) throws IOException {
    if (lines == 0) {
      return Optional.empty();
    }
    IngestSettings settings = IngestSettings.defaults(List.of(Input.STANDARD_INPUT));
    try (InputStream in = Files.newInputStream(spool)) {
      return Optional.of(new Ingest(settings, connection, meters, in).run());
    }
  }

  private Producer<byte[], byte[]> producer() {
    Map<String, Object> settings = connection.client("unmask-deadletters");
    settings.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, SubnetPartitioner.class);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicAdministration.MAX_MESSAGE_BYTES);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
