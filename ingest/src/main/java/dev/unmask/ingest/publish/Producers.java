package dev.unmask.ingest.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.unmask.schemas.administration.TopicAdministration;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.topic.SubnetPartitioner;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The producer of one input. */
public final class Producers {

  private static final int BATCH_BYTES = 256 << 10;
  private static final long BUFFER_BYTES = 32L << 20;

  private Producers() {}

  /** A transactional producer, not started. */
  public static Producer<byte[], byte[]> transactional(
      KafkaConnection connection, String transactionalId) {
    Map<String, Object> settings = connection.client(transactionalId);
    settings.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 20);
    settings.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    settings.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicAdministration.MAX_MESSAGE_BYTES);
    settings.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, SubnetPartitioner.class);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * The same for the same source, so that whoever reads it anew shuts out a predecessor that is not
   * quite dead.
   */
  public static String transactionalId(String prefix, String source) {
    return prefix + "-ingest-" + HexFormat.of().formatHex(sha256(source), 0, 8);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
