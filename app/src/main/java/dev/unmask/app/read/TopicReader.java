package dev.unmask.app.read;

import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.serde.AvroFormat;
import dev.unmask.schemas.topic.SubnetPartitioner;
import dev.unmask.schemas.topic.Topic;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one topic of a cluster, committed records only. A record that cannot be read is told of and
 * passed over: one bad record must not hide the good ones. Each call has a consumer of its own; use
 * an instance from one thread.
 */
public final class TopicReader<V> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConnection connection;
  private final String topic;
  private final Closeable format;
  private final Deserializer<? extends V> values;

  /** A reader of a topic of the catalogue; connects at each call. */
  public TopicReader(KafkaConnection connection, Topic<? extends V> topic) {
    this(connection, topic.name(), new AvroFormat(connection), topic);
  }

  private TopicReader(
      KafkaConnection connection, String name, AvroFormat format, Topic<? extends V> topic) {
    this(connection, name, (Closeable) format::close, format.deserializer(topic));
  }

  private TopicReader(
      KafkaConnection connection,
      String topic,
      Closeable format,
      Deserializer<? extends V> values) {
    this.connection = connection;
    this.topic = topic;
    this.format = format;
    this.values = values;
  }

  /**
   * A reader of the topic of alerts; connects at each call.
   *
   * @return one whose keys are cases
   */
  public static TopicReader<AlertEvent> ofAlerts(KafkaConnection connection) {
    return new TopicReader<>(
        connection, connection.topics().alerts(), () -> {}, (topic, json) -> AlertEvent.read(json));
  }

  /** What one record of the topic is given to; an empty value is a tombstone. */
  @FunctionalInterface
  public interface Visitor<V> {
    /** Called in the order of each partition. */
    void visit(String key, Optional<V> value);
  }

  /** Every key's newest value that the predicate accepts, by key: the table that the topic is. */
  public SortedMap<String, V> table(Predicate<V> wanted) {
    SortedMap<String, V> table = new TreeMap<>();
    toEnd(keeping(table, wanted));
    return table;
  }

  /** The same of the one partition that records with this key are in. */
  public SortedMap<String, V> tableAround(String key, Predicate<V> wanted) {
    SortedMap<String, V> table = new TreeMap<>();
    around(key, keeping(table, wanted));
    return table;
  }

  /** Every value of one key that is there now, oldest first. */
  public List<V> history(String key) {
    List<V> history = new ArrayList<>();
    around(key, (found, value) -> value.filter(any -> found.equals(key)).ifPresent(history::add));
    return history;
  }

  /**
   * The value of one key with this timestamp, found by the broker's time index rather than by
   * reading the whole partition.
   */
  public Optional<V> at(String key, Instant timestamp) {
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      TopicPartition home = home(consumer, key);
      consumer.assign(List.of(home));
      OffsetAndTimestamp start =
          consumer.offsetsForTimes(Map.of(home, timestamp.toEpochMilli())).get(home);
      if (start == null) {
        return Optional.empty();
      }
      consumer.seek(home, start.offset());
      return next(consumer, home, key, timestamp);
    }
  }

  private Optional<V> next(
      KafkaConsumer<String, byte[]> consumer, TopicPartition home, String key, Instant timestamp) {
    List<V> found = new ArrayList<>(1);
    long end = consumer.endOffsets(List.of(home)).getOrDefault(home, 0L);
    while (found.isEmpty() && consumer.position(home) < end) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        if (key.equals(record.key()) && record.timestamp() == timestamp.toEpochMilli()) {
          visit(record, (any, value) -> value.ifPresent(found::add));
        }
      }
    }
    return found.stream().findFirst();
  }

  private void around(String key, Visitor<V> visitor) {
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      read(consumer, List.of(home(consumer, key)), visitor);
    }
  }

  private TopicPartition home(KafkaConsumer<String, byte[]> consumer, String key) {
    int partition = SubnetPartitioner.partition(key, partitions(consumer).size());
    return new TopicPartition(topic, partition);
  }

  /** The newest value of one key. */
  public Optional<V> newest(String key) {
    return Optional.ofNullable(tableAround(key, any -> true).get(key));
  }

  private static <V> Visitor<V> keeping(Map<String, V> table, Predicate<V> wanted) {
    return (key, value) ->
        value.filter(wanted).ifPresentOrElse(kept -> table.put(key, kept), () -> table.remove(key));
  }

  /** Visits every record there is now, and returns. */
  public void toEnd(Visitor<V> visitor) {
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      read(consumer, partitions(consumer), visitor);
    }
  }

  /**
   * Visits every record there is now, and those to come until told to stop.
   *
   * @param atEnd run once, when what was there has been visited
   */
  public void follow(Visitor<V> visitor, Runnable atEnd, BooleanSupplier stop) {
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      read(consumer, partitions(consumer), visitor);
      atEnd.run();
      while (!stop.getAsBoolean()) {
        consumer.poll(POLL).forEach(record -> visit(record, visitor));
      }
    }
  }

  private void read(
      KafkaConsumer<String, byte[]> consumer,
      Collection<TopicPartition> partitions,
      Visitor<V> visitor) {
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      consumer.poll(POLL).forEach(record -> visit(record, visitor));
    }
  }

  private void visit(ConsumerRecord<String, byte[]> record, Visitor<V> visitor) {
    Optional<V> value;
    try {
      if (record.key() == null) {
        throw new UnreadableRecordException("it has no key");
      }
      value = Optional.ofNullable(record.value()).map(bytes -> values.deserialize(topic, bytes));
    } catch (RuntimeException unreadable) {
      if (!isBadRecord(unreadable)) {
        throw unreadable;
      }
      LOG.warn(
          "{}, partition {}, offset {}: passed over, {}",
          topic,
          record.partition(),
          record.offset(),
          unreadable.getMessage());
      return;
    }
    visitor.visit(record.key(), value);
  }

  private static boolean isBadRecord(RuntimeException unreadable) {
    return unreadable instanceof UnreadableRecordException || AvroFormat.isBadRecord(unreadable);
  }

  private List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer) {
    return consumer.partitionsFor(topic).stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .toList();
  }

  private KafkaConsumer<String, byte[]> consumer() {
    Map<String, Object> settings = new HashMap<>(connection.client("unmask-read"));
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public void close() {
    try {
      format.close();
    } catch (IOException failed) {
      LOG.debug("the registry's client did not close", failed);
    }
  }
}
