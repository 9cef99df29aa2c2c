package dev.unmask.app.deadletter;

import dev.unmask.ingest.Ingest;
import dev.unmask.ingest.IngestReport;
import dev.unmask.ingest.IngestSettings;
import dev.unmask.ingest.source.Input;
import dev.unmask.schemas.administration.TopicAdministration;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.topic.SubnetPartitioner;
import dev.unmask.schemas.topic.Topic;
import dev.unmask.schemas.topic.Topics;
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
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
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

  /** Lines that were bad once may all be bad again. */
  private static final double ANY_SHARE = 1;

  private static final byte[] LINE_END = {'\n'};

  /** Of one record, and never of the cluster: without a key, too large, from the future. */
  private static final Set<Class<?>> REFUSALS =
      Set.of(
          InvalidRecordException.class,
          InvalidTimestampException.class,
          RecordTooLargeException.class);

  private final KafkaConnection connection;
  private final MeterRegistry meters;
  private final Set<String> stagesRead;
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();
  private long records;
  private long lines;
  private long refused;

  /** Connects when it runs. */
  public GiveBack(KafkaConnection connection, MeterRegistry meters) {
    this.connection = connection;
    this.meters = meters;
    Topics topics = connection.topics();
    stagesRead =
        Stream.of(topics.banners(), topics.observations(), topics.certificates())
            .map(Topic::name)
            .collect(Collectors.toSet());
  }

  /**
   * What was given back.
   *
   * @param records to topics
   * @param ingested what came of the lines; empty if there were none
   * @param refused letters that cannot be: they are not whole, the topic that they name is none
   *     that a stage gives records up from (anybody may write a letter), or it refuses them
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
        out.write(LINE_END); // what a letter begins with is not to be taken for a compressed file
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
    byte[] bytes = letter.value();
    if (bytes == null || letter.isCut()) {
      refused++;
    } else if (topic.isEmpty()) {
      spool(bytes, spool);
    } else if (stagesRead.contains(topic.get())) {
      send(letter, topic.get(), producer);
    } else {
      refused++;
    }
  }

  private void send(Letter letter, String topic, Producer<byte[], byte[]> producer) {
    sent.add(
        producer.send(
            new ProducerRecord<>(topic, null, letter.timestamp(), letter.key(), letter.value())));
    if (sent.size() == IN_FLIGHT) {
      settle();
    }
  }

  /** Waits until the brokers have all that was sent, or refuse it. */
  private void settle() {
    try {
      for (Future<RecordMetadata> each : sent) {
        settle(each);
      }
      sent.clear();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted", interrupted));
    }
  }

  private void settle(Future<RecordMetadata> each) throws InterruptedException {
    try {
      each.get();
      records++;
    } catch (ExecutionException refusal) {
      Throwable cause = refusal.getCause();
      if (!REFUSALS.contains(cause == null ? Throwable.class : cause.getClass())) {
        throw new UncheckedIOException(new IOException("a record was not taken: " + cause, cause));
      }
      refused++;
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
    IngestSettings defaults = IngestSettings.defaults(List.of(Input.STANDARD_INPUT));
    IngestSettings settings =
        new IngestSettings(
            defaults.feed(),
            defaults.format(),
            defaults.maxLineBytes(),
            defaults.parsers(),
            defaults.batchRecords(),
            defaults.batchBytes(),
            defaults.batchTime(),
            ANY_SHARE,
            false);
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
