package dev.unmask.ingest.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.unmask.avro.Ingested;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.serde.AvroFormat;
import dev.unmask.schemas.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far files were ingested, by whomever: the topic, read as far as it goes each time it is asked
 * for something. Without a group. Used by one thread.
 *
 * <p>In memory are the files that are wanted alone, however many the topic knows.
 */
public final class IngestedFiles implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(IngestedFiles.class);
  private static final Duration POLL = Duration.ofMillis(100);

  /**
   * Longer than the transaction of an ingestion that was killed holds up its readers: the broker
   * aborts it after a minute.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Topic<Ingested> topic;
  private final Predicate<String> wanted;
  private final Deserializer<Ingested> format;
  private final Admin admin;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final Map<String, Ingested> files = new HashMap<>();

  /**
   * Finds the topic, and reads nothing yet.
   *
   * @param wanted the keys that may be asked for
   * @throws KafkaException if the broker does not answer
   */
  public IngestedFiles(KafkaConnection connection, AvroFormat format, Predicate<String> wanted) {
    topic = connection.topics().ingested();
    this.wanted = wanted;
    this.format = format.deserializer(topic);
    String client = connection.topics().prefix() + "-ingest-memory";
    admin = Admin.create(connection.client(client));
    consumer = consumer(connection.client(client));
    partitions =
        consumer.partitionsFor(topic.name()).stream()
            .map(found -> new TopicPartition(found.topic(), found.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /**
   * What is remembered of a file, as far as it is committed and nothing that is not lies before it.
   *
   * @throws KafkaException if the topic cannot be read
   */
  public Optional<Ingested> glance(String key) {
    readTo(consumer.endOffsets(partitions));
    return Optional.ofNullable(files.get(key));
  }

  /**
   * What is remembered of a file now. Waits for the end of transactions that are open: the end of
   * what is committed says nothing of a record that lies behind another ingestion's.
   *
   * @throws KafkaException if the topic cannot be read
   */
  public Optional<Ingested> find(String key) {
    readTo(ends());
    return Optional.ofNullable(files.get(key));
  }

  /** Of those read so far, any whose key is so. */
  public boolean anyMatch(Predicate<String> key) {
    return files.keySet().stream().anyMatch(key);
  }

  @Override
  public void close() {
    consumer.close();
    admin.close();
  }

  private void readTo(Map<TopicPartition, Long> ends) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException(
            topic.name() + ": a transaction that is open holds up its end for " + PATIENCE);
      }
      consumer.poll(POLL).forEach(this::take);
    }
  }

  /** Of all records, committed or not. */
  private Map<TopicPartition, Long> ends() {
    try {
      Map<TopicPartition, ListOffsetsResultInfo> found =
          admin
              .listOffsets(
                  partitions.stream()
                      .collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest())))
              .all()
              .get();
      return found.entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().offset()));
    } catch (ExecutionException failed) {
      throw new KafkaException(topic.name() + ": " + failed.getCause(), failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while waiting for the broker", interrupted);
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    String key = record.key() == null ? "" : new String(record.key(), UTF_8);
    if (!wanted.test(key)) {
      return;
    }
    try {
      Ingested read = format.deserialize(record.topic(), record.value());
      if (read == null) {
        files.remove(key);
      } else {
        files.put(key, read);
      }
    } catch (SerializationException failed) {
      if (!AvroFormat.isBadRecord(failed)) {
        throw failed;
      }
      LOG.warn(
          "{}-{} at offset {} is passed over: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          failed.getMessage());
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> settings) {
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
