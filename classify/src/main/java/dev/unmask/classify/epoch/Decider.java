package dev.unmask.classify.epoch;

import dev.unmask.avro.LiveEpoch;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.serde.AvroFormat;
import dev.unmask.schemas.topic.SubnetPartitioner;
import dev.unmask.schemas.topic.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Decides which epoch is live. There is one on a cluster: whoever begins fences the one before by
 * its transactional id (KIP-98), and then knows all that it has decided. Use from one thread.
 */
final class Decider implements AutoCloseable {

  private static final Duration PACE = Duration.ofMillis(20);
  private static final int TRANSACTION_TIMEOUT_MS = 10_000;

  private final Decisions decisions;
  private final Topic<LiveEpoch> topic;
  private final AvroFormat format;
  private final Producer<String, byte[]> producer;

  private Decider(KafkaConnection connection, Decisions decisions) {
    this.decisions = decisions;
    topic = connection.topics().epochs();
    format = new AvroFormat(connection);
    Map<String, Object> settings = new HashMap<>(connection.client("unmask-epochs"));
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topic.name());
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS);
    settings.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, SubnetPartitioner.class.getName());
    producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  /** Begins: nobody who began before decides any more. */
  static Decider begin(KafkaConnection connection, Decisions decisions) throws IOException {
    Decider decider = new Decider(connection, decisions);
    try {
      decider.producer.initTransactions();
      return decider;
    } catch (RuntimeException failed) {
      decider.close();
      throw failed;
    }
  }

  /**
   * Decides; returns when everybody who asks is told so.
   *
   * @throws IllegalStateException if somebody else has begun since; then nothing was decided
   */
  void make(LiveEpoch decision) throws InterruptedException {
    byte[] value = format.serializer(topic).serialize(topic.name(), decision);
    try {
      producer.beginTransaction();
      Future<RecordMetadata> sent =
          producer.send(new ProducerRecord<>(topic.name(), Decisions.KEY, value));
      producer.commitTransaction();
      awaitTold(sent.get().offset());
    } catch (KafkaException failed) {
      throw isFenced(failed)
          ? new IllegalStateException("another switch has begun since, and decides", failed)
          : failed;
    } catch (ExecutionException failed) {
      throw new KafkaException("topic " + topic.name() + ": " + failed.getCause(), failed);
    }
  }

  /** A transaction is committed some time before readers see what is in it. */
  private void awaitTold(long offset) throws InterruptedException {
    while (!decisions.know(offset)) {
      Thread.sleep(PACE.toMillis());
    }
  }

  private static boolean isFenced(KafkaException failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProducerFencedException
          || cause instanceof InvalidProducerEpochException) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    producer.close(Duration.ofSeconds(5));
    format.close();
  }
}
