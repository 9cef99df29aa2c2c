package dev.unmask.app.decide;

import dev.unmask.app.read.TopicReader;
import dev.unmask.avro.Disposition;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.serde.AvroFormat;
import dev.unmask.schemas.topic.SubnetPartitioner;
import dev.unmask.schemas.topic.Topic;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The topic of dispositions, to read and to write. Each call connects anew. */
public final class Dispositions {
  private final KafkaConnection connection;
  private final Topic<Disposition> topic;

  /** Of the cluster that the connection describes. */
  public Dispositions(KafkaConnection connection) {
    this.connection = connection;
    this.topic = connection.topics().dispositions();
  }

  /** Those that hold at a time, by key. */
  public SortedMap<String, Disposition> inForce(Instant now) {
    try (TopicReader<Disposition> reader = new TopicReader<>(connection, topic)) {
      return reader.table(made -> made.getUntil() == null || made.getUntil().isAfter(now));
    }
  }

  /**
   * Writes a decision, and returns when the brokers have it.
   *
   * @throws IOException if they do not take it
   */
  public void put(String key, Disposition disposition, Instant now) throws IOException {
    send(key, disposition, now);
  }

  /**
   * Takes a decision back, and returns when the brokers know.
   *
   * @throws IOException if they do not take it
   */
  public void takeBack(String key, Instant now) throws IOException {
    send(key, null, now);
  }

  private void send(String key, @Nullable Disposition disposition, Instant now) throws IOException {
    Map<String, Object> settings = connection.client("unmask-decide");
    settings.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, SubnetPartitioner.class);
    try (AvroFormat format = new AvroFormat(connection);
        Serializer<Disposition> values = format.serializer(topic);
        Producer<String, Disposition> producer =
            new KafkaProducer<>(settings, new StringSerializer(), values)) {
      producer
          .send(new ProducerRecord<>(topic.name(), null, now.toEpochMilli(), key, disposition))
          .get();
    } catch (ExecutionException refused) {
      throw new IOException("the decision was not written: " + refused.getMessage(), refused);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted before the decision was written", interrupted);
    }
  }
}
