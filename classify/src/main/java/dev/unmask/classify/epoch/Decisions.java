package dev.unmask.classify.epoch;

import dev.unmask.avro.LiveEpoch;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.serde.AvroFormat;
import dev.unmask.schemas.topic.SubnetPartitioner;
import dev.unmask.schemas.topic.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Which epoch is live, as the topic of epochs says. Safe from any thread.
 *
 * <p>All methods ask the broker, and throw a {@link KafkaException} if it cannot be reached.
 */
public final class Decisions implements AutoCloseable {

  static final String KEY = "live";
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConnection connection;
  private final Topic<LiveEpoch> topic;
  private final AvroFormat format;
  private Optional<KafkaConsumer<String, byte[]>> reader = Optional.empty();
  private LiveEpoch newest = LiveEpoch.newBuilder().build();

  /** Contacts nobody yet. */
  public Decisions(KafkaConnection connection) {
    this.connection = connection;
    topic = connection.topics().epochs();
    format = new AvroFormat(connection);
  }

  /** The decision that holds: every one that was made before this call is known to it. */
  public synchronized LiveEpoch now() {
    KafkaConsumer<String, byte[]> consumer = consumer();
    TopicPartition partition = consumer.assignment().iterator().next();
    long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    while (consumer.position(partition) < end) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        if (KEY.equals(record.key())) {
          newest = read(record.value());
        }
      }
    }
    return newest;
  }

  /** A tombstone takes back whatever was decided. */
  private LiveEpoch read(byte @Nullable [] value) {
    return value == null
        ? LiveEpoch.newBuilder().build()
        : format.deserializer(topic).deserialize(topic.name(), value);
  }

  /** Whether who asks is told of what is at this offset, or of something newer. */
  synchronized boolean know(long offset) {
    now();
    KafkaConsumer<String, byte[]> consumer = consumer();
    return consumer.position(consumer.assignment().iterator().next()) > offset;
  }

  @Override
  public synchronized void close() throws IOException {
    reader.ifPresent(KafkaConsumer::close);
    format.close();
  }

  private KafkaConsumer<String, byte[]> consumer() {
    if (reader.isEmpty()) {
      reader = Optional.of(open());
    }
    return reader.get();
  }

  private KafkaConsumer<String, byte[]> open() {
    Map<String, Object> settings = new HashMap<>(connection.client("unmask-epochs"));
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    try {
      int partitions = consumer.partitionsFor(topic.name()).size();
      TopicPartition home =
          new TopicPartition(topic.name(), SubnetPartitioner.partition(KEY, partitions));
      consumer.assign(List.of(home));
      consumer.seekToBeginning(List.of(home));
      return consumer;
    } catch (RuntimeException failed) {
      consumer.close();
      throw failed;
    }
  }
}
