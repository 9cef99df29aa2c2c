package dev.unmask.app.replay;

import dev.unmask.schemas.connection.KafkaConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a topic once, committed records only, to the ends that it had when this was opened. It is
 * in no group and commits nothing, so nobody else notices. Used by one thread at a time, but for
 * how far it is.
 */
final class BoundedRead implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final Map<TopicPartition, Long> ends;
  private final long begin;
  private final long total;
  private volatile long position;

  private BoundedRead(
      KafkaConsumer<byte[], byte[]> consumer, String topic, Optional<Instant> from) {
    this.consumer = consumer;
    partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    ends = consumer.endOffsets(partitions);
    seek(from);
    begin = positions();
    position = begin;
    total = Math.max(0, ends.values().stream().mapToLong(Long::longValue).sum() - begin);
  }

  /**
   * Notes where the topic ends now.
   *
   * @param from records before this need not be read, but may be
   */
  static BoundedRead open(KafkaConnection connection, String topic, Optional<Instant> from) {
    Map<String, Object> settings = new HashMap<>(connection.client("unmask-replay"));
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try {
      return new BoundedRead(consumer, topic, from);
    } catch (RuntimeException failed) {
      consumer.close();
      throw failed;
    }
  }

  /**
   * Where a record of this time or later comes first. A millisecond earlier, as of the records of
   * the very time that is asked for a broker may pass over all but the last of a batch.
   */
  private void seek(Optional<Instant> from) {
    consumer.seekToBeginning(partitions);
    if (from.isEmpty()) {
      return;
    }
    long time = Math.max(0, from.get().toEpochMilli() - 1);
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, time));
    Map<TopicPartition, OffsetAndTimestamp> first = consumer.offsetsForTimes(times);
    for (TopicPartition partition : partitions) {
      long end = ends.getOrDefault(partition, 0L);
      long offset =
          Optional.ofNullable(first.get(partition)).map(OffsetAndTimestamp::offset).orElse(end);
      consumer.seek(partition, Math.min(offset, end));
    }
  }

  /** Visits every record up to the ends, in the order of each partition, or until told to stop. */
  void forEach(Consumer<ConsumerRecord<byte[], byte[]>> visitor, BooleanSupplier stop) {
    while (!stop.getAsBoolean() && !atEnds()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < ends.getOrDefault(partition, 0L)) {
          visitor.accept(record);
        }
      }
      position = positions();
    }
  }

  private boolean atEnds() {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private long positions() {
    return partitions.stream()
        .mapToLong(
            partition -> Math.min(consumer.position(partition), ends.getOrDefault(partition, 0L)))
        .sum();
  }

  int partitions() {
    return partitions.size();
  }

  /** Offsets to read; some of them may be of no record. From any thread. */
  long total() {
    return total;
  }

  /** Offsets read. From any thread. */
  long done() {
    return position - begin;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
