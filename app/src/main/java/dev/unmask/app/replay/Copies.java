package dev.unmask.app.replay;

import dev.unmask.schemas.administration.TopicAdministration;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.topic.SubnetPartitioner;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Copies records as they are: bytes, key, time and headers; placed as the catalogue says. */
public final class Copies implements Writing {
  private static final Duration GOODBYE = Duration.ofSeconds(5);

  private final Producer<byte[], byte[]> producer;
  private final String topic;

  private Copies(Producer<byte[], byte[]> producer, String topic) {
    this.producer = producer;
    this.topic = topic;
  }

  /** Into this topic. Contacts nobody yet. */
  public static Copies into(KafkaConnection connection, String topic) {
    Map<String, Object> settings = new HashMap<>(connection.client("unmask-replay"));
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, SubnetPartitioner.class.getName());
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicAdministration.MAX_MESSAGE_BYTES);
    settings.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 20);
    return new Copies(
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()), topic);
  }

  @Override
  public CompletableFuture<Boolean> write(ConsumerRecord<byte[], byte[]> record) {
    CompletableFuture<Boolean> written = new CompletableFuture<>();
    producer.send(
        new ProducerRecord<>(
            topic,
            null,
            Math.max(0, record.timestamp()),
            record.key(),
            record.value(),
            record.headers()),
        (metadata, failed) -> {
          if (failed == null) {
            written.complete(true);
          } else {
            written.completeExceptionally(failed);
          }
        });
    return written;
  }

  @Override
  public void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close(GOODBYE);
  }
}
