package dev.unmask.enrich.hints;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.unmask.avro.Hint;
import dev.unmask.schemas.serde.AvroFormat;
import dev.unmask.schemas.topic.Topic;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest hint on each fingerprint, as far as they fit: the least used go first. Every enricher
 * reads all of them, without a group, on a thread of its own. They are a help and nothing more:
 * while they cannot be read, things go on without them.
 */
public final class Hints implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Hints.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration RETRY = Duration.ofSeconds(10);

  private final Cache<String, Hint> newest;
  private final Topic<Hint> topic;
  private final Deserializer<Hint> format;
  private final Consumer<byte[], byte[]> consumer;
  private final Thread reader;
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * Reads nothing until it is started.
   *
   * @param consumer without a group; this closes it
   * @param most so many hints are kept
   */
  public Hints(Topic<Hint> topic, AvroFormat format, Consumer<byte[], byte[]> consumer, int most) {
    this.topic = topic;
    this.format = format.deserializer(topic);
    this.consumer = consumer;
    this.newest = Caffeine.newBuilder().maximumSize(most).build();
    this.reader = new Thread(this::read, "unmask-enrich-hints");
    reader.setDaemon(true);
  }

  public void start() {
    reader.start();
  }

  /** What is known of the cluster of this fingerprint. */
  public Optional<Hint> of(String fingerprint) {
    return Optional.ofNullable(newest.getIfPresent(fingerprint));
  }

  @Override
  public void close() {
    closed.countDown();
    consumer.wakeup();
    if (reader.getState() == Thread.State.NEW) {
      consumer.close();
    }
  }

  private void read() {
    try (consumer) {
      while (isOpen()) {
        follow();
      }
    }
  }

  /** Until closed, or until the broker fails: then from the beginning again, later. */
  private void follow() {
    try {
      assign();
      while (isOpen()) {
        consumer.poll(POLL).forEach(this::take);
      }
    } catch (WakeupException e) {
      LOG.debug("Hints are closed");
    } catch (KafkaException e) {
      if (isOpen()) {
        LOG.warn(
            "Hints cannot be read, going on without, trying again in {} s: {}",
            RETRY.toSeconds(),
            e.toString());
        pause();
      }
    }
  }

  private void assign() {
    var partitions = consumer.partitionsFor(topic.name()).stream().map(Hints::partition).toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    if (partitions.isEmpty()) {
      throw new KafkaException("topic " + topic.name() + " is missing");
    }
  }

  private static TopicPartition partition(PartitionInfo info) {
    return new TopicPartition(info.topic(), info.partition());
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      return;
    }
    var fingerprint = new String(record.key(), UTF_8);
    try {
      Optional.ofNullable(format.deserialize(record.topic(), record.value()))
          .ifPresentOrElse(
              hint -> newest.put(fingerprint, hint), () -> newest.invalidate(fingerprint));
    } catch (KafkaException e) {
      LOG.debug("Hint on {} cannot be read", fingerprint, e); // a help that is no help
    }
  }

  private void pause() {
    try {
      closed.await(RETRY.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      closed.countDown(); // somebody wants this thread to end
    }
  }

  private boolean isOpen() {
    return closed.getCount() > 0;
  }
}
