package dev.unmask.app.deadletter;

import dev.unmask.schemas.connection.KafkaConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The topic of dead letters, to read: committed ones only. Each call has a consumer of its own,
 * without a group.
 */
public final class DeadLetters {

  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConnection connection;
  private final String topic;

  /** Of the installation that the connection describes; connects at each call. */
  public DeadLetters(KafkaConnection connection) {
    this.connection = connection;
    topic = connection.topics().deadLetters();
  }

  /** Visits all that are there now and wanted, in the order of each partition. */
  public void each(Predicate<Letter> wanted, Consumer<Letter> visitor) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions = partitions(consumer);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer
            .poll(POLL)
            .forEach(record -> Optional.of(Letter.of(record)).filter(wanted).ifPresent(visitor));
      }
    }
  }

  /** The one at a place; empty if there is none, or none any more. */
  public Optional<Letter> at(LetterPlace place) {
    TopicPartition partition = new TopicPartition(topic, place.partition());
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      if (!partitions(consumer).contains(partition)) {
        return Optional.empty();
      }
      consumer.assign(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      consumer.seek(partition, place.offset());
      while (place.offset() < end && consumer.position(partition) <= place.offset()) {
        for (var record : consumer.poll(POLL)) {
          return Optional.of(Letter.of(record)).filter(found -> found.place().equals(place));
        }
      }
      return Optional.empty();
    }
  }

  private List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer) {
    return consumer.partitionsFor(topic).stream()
        .map(found -> new TopicPartition(topic, found.partition()))
        .toList();
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> settings = connection.client("unmask-deadletters");
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
