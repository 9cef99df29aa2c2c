package dev.unmask.enrich;

import dev.unmask.schemas.administration.TopicAdministration;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.topic.SubnetPartitioner;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Kafka clients as enrich needs them. What the user has set goes in first: these settings are what
 * correctness rests on.
 */
final class Clients {
  /**
   * For a client to say goodbye. What a stop must tell the broker is committed before, and a broker
   * that is away is not waited for: Kubernetes kills who takes 30 s, which is the consumer's own
   * limit.
   */
  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private final KafkaConnection connection;
  private final String clientId;

  Clients(KafkaConnection connection, String name) {
    this.connection = connection;
    this.clientId = connection.topics().prefix() + "-enrich-" + name;
  }

  /** A member of the group that shares the work. */
  Consumer<byte[], byte[]> worker(String group) {
    var settings = connection.client(clientId);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    settings.put(
        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
        8_000); // how long a successor waits for a dead predecessor
    settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100);
    return consumer(settings);
  }

  /** A reader of whole topics, without a group. */
  Consumer<byte[], byte[]> reader(String what) {
    var settings = connection.client(clientId + "-" + what);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    return consumer(settings);
  }

  /** Leaves the group. */
  static void close(Consumer<?, ?> consumer) {
    consumer.close(CloseOptions.timeout(GOODBYE));
  }

  /** What is not acknowledged by then is not finished, so it is done again. */
  static void close(Producer<?, ?> producer) {
    producer.close(GOODBYE);
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(
        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"); // ingest writes in transactions
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  Producer<byte[], byte[]> producer() {
    var settings = connection.client(clientId);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, SubnetPartitioner.class.getName());
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicAdministration.MAX_MESSAGE_BYTES);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
    settings.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 10);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
