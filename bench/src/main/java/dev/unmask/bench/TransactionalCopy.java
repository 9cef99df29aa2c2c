package dev.unmask.bench;

import dev.unmask.schemas.connection.KafkaConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Reads the observations and writes them to another topic as they are, exactly once: the least that
 * any stage on Kafka costs. Commits each second, as the stage does.
 */
final class TransactionalCopy {

  private static final long COMMIT_NANOS = Duration.ofSeconds(1).toNanos();

  private final KafkaConnection connection;
  private final String name;

  /**
   * @param name of the group and of the topic that is written
   */
  TransactionalCopy(KafkaConnection connection, String name) {
    this.connection = connection;
    this.name = name;
  }

  /** From the first record on. */
  Pass run(long records) {
    Map<String, Object> producing = connection.client(name);
    producing.put("transactional.id", name);
    Map<String, Object> consuming = new HashMap<>(connection.client(name));
    consuming.putAll(
        Map.of(
            "group.id",
            name,
            "auto.offset.reset",
            "earliest",
            "enable.auto.commit",
            false,
            "isolation.level",
            "read_committed"));
    try (KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                consuming, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(producing, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      consumer.subscribe(List.of(connection.topics().observations().name()));
      return copy(consumer, producer, records);
    }
  }

  private Pass copy(
      KafkaConsumer<byte[], byte[]> consumer,
      KafkaProducer<byte[], byte[]> producer,
      long records) {
    ConsumerRecords<byte[], byte[]> some = consumer.poll(Duration.ofSeconds(1));
    while (some.isEmpty()) {
      some = consumer.poll(Duration.ofSeconds(1));
    }
    Instant begin = Instant.now();
    Duration cpu = ClassifyRun.cpu();
    long copied = 0;
    while (copied < records) {
      producer.beginTransaction();
      long commit = System.nanoTime() + COMMIT_NANOS;
      while (System.nanoTime() < commit && copied < records) {
        for (ConsumerRecord<byte[], byte[]> record : some) {
          producer.send(new ProducerRecord<>(name, record.key(), record.value()));
        }
        copied += some.count();
        producer.sendOffsetsToTransaction(some.nextOffsets(), consumer.groupMetadata());
        some = copied < records ? consumer.poll(Duration.ofMillis(100)) : some;
      }
      producer.commitTransaction();
    }
    return new Pass(copied, ClassifyRun.cpu().minus(cpu), begin, Instant.now());
  }
}
