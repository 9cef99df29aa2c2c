package dev.unmask.classify;

import static org.apache.kafka.streams.StreamsConfig.consumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.producerPrefix;

import dev.unmask.classify.epoch.Epoch;
import dev.unmask.classify.topology.failure.UnreadableRecords;
import dev.unmask.classify.topology.failure.UnwritableRecords;
import dev.unmask.classify.topology.store.BoundedMemory;
import dev.unmask.classify.topology.store.StateMemory;
import dev.unmask.schemas.administration.TopicAdministration;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.topic.SubnetPartitioner;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.UsePartitionTimeOnInvalidTimestamp;

/** The settings of the stage in the words of Kafka Streams. */
final class StreamsSettings {

  /**
   * A process that does not come back blocks readers of its last transaction for so long; a task
   * that is busy for longer than this loses its work.
   */
  private static final int TRANSACTION_TIMEOUT_MS = 30_000;

  private StreamsSettings() {}

  /** The part of the memory that is RocksDB's. */
  static StateMemory memory(ClassifySettings settings) {
    return new StateMemory(settings.cacheBytes() - settings.cacheBytes() / 4);
  }

  static String applicationId(ClassifySettings settings, Epoch epoch, KafkaConnection connection) {
    return settings
        .applicationId()
        .orElseGet(() -> Epoch.applicationId(connection.topics(), epoch.number()));
  }

  static Properties of(
      ClassifySettings settings,
      Epoch epoch,
      KafkaConnection connection,
      UnreadableRecords.Destination deadLetters,
      StateMemory memory) {
    Map<String, Object> values = connection.client("");
    values.remove(CommonClientConfigs.CLIENT_ID_CONFIG);
    values.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId(settings, epoch, connection));
    values.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString());
    values.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    values.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbyReplicas());
    values.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, settings.cacheBytes() / 4);
    values.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedMemory.class);
    values.put(BoundedMemory.SETTING, memory);
    values.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    values.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.commitInterval().toMillis());
    values.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    // The order of records across topics does not matter here, so nothing waits for it.
    values.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    values.put(
        StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG,
        UsePartitionTimeOnInvalidTimestamp.class);
    // There is no global store. Without this, whose constant is deprecated, each start warns of
    // one.
    values.put("processing.exception.handler.global.enabled", true);
    failures(values, deadLetters);
    clients(values, settings);
    Properties properties = new Properties();
    properties.putAll(values);
    return properties;
  }

  private static void failures(
      Map<String, Object> values, UnreadableRecords.Destination deadLetters) {
    values.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UnreadableRecords.class);
    values.put(UnreadableRecords.SETTING, deadLetters);
    values.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, UnwritableRecords.class);
  }

  private static void clients(Map<String, Object> values, ClassifySettings settings) {
    int session = (int) settings.sessionTimeout().toMillis();
    values.put(consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), session);
    values.put(consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), session / 4);
    values.put(producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    values.put(
        producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        TopicAdministration.MAX_MESSAGE_BYTES);
    values.put(producerPrefix(ProducerConfig.PARTITIONER_CLASS_CONFIG), SubnetPartitioner.class);
    values.put(producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), TRANSACTION_TIMEOUT_MS);
  }
}
