package dev.unmask.classify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Certificate;
import dev.unmask.avro.Disposition;
import dev.unmask.avro.Observation;
import dev.unmask.avro.Verdict;
import dev.unmask.schemas.administration.TopicAdministration;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.endpoint.Endpoints;
import dev.unmask.schemas.serde.AvroFormat;
import dev.unmask.schemas.topic.SubnetPartitioner;
import dev.unmask.schemas.topic.Topic;
import dev.unmask.schemas.topic.Topics;
import dev.unmask.stack.LocalStack;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Topics of a test's own on the local stack, what enrich would write there, and what is read. */
final class Installation implements AutoCloseable {

  private final KafkaConnection connection;
  private final AvroFormat format;
  private final Producer<String, byte[]> producer;

  private Installation(String bootstrapServers, String registryUrl) {
    String prefix = "it" + UUID.randomUUID().toString().substring(0, 8);
    connection = new KafkaConnection(bootstrapServers, registryUrl, new Topics(prefix), Map.of());
    format = new AvroFormat(connection);
    Map<String, Object> settings = connection.client(prefix + "-test");
    settings.put("partitioner.class", SubnetPartitioner.class);
    producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  static Installation on(LocalStack stack, int partitions) throws IOException {
    return withTopics(withoutTopics(stack), partitions);
  }

  static Installation on(String bootstrapServers, String registryUrl, int partitions)
      throws IOException {
    return withTopics(new Installation(bootstrapServers, registryUrl), partitions);
  }

  private static Installation withTopics(Installation installation, int partitions)
      throws IOException {
    try (TopicAdministration administration = new TopicAdministration(installation.connection)) {
      administration.create(partitions, (short) 1);
    }
    return installation;
  }

  static Installation withoutTopics(LocalStack stack) {
    return new Installation(stack.bootstrapServers(), stack.registryUrl());
  }

  KafkaConnection connection() {
    return connection;
  }

  Topics topics() {
    return connection.topics();
  }

  void observe(List<Observation> observations) {
    for (Observation observation : observations) {
      send(
          topics().observations(),
          Endpoints.key(observation.getEndpoint()),
          observation,
          observation.getObservedAt().toEpochMilli());
    }
    producer.flush();
  }

  void learn(List<Certificate> certificates) {
    certificates.forEach(c -> send(topics().certificates(), c.getSha256(), c, 1_767_225_600_000L));
    producer.flush();
  }

  void send(String topic, String key, byte[] value)
      throws ExecutionException, InterruptedException {
    producer.send(new ProducerRecord<>(topic, key, value)).get();
  }

  /** Somebody decides about alerts; null takes it back. */
  void decide(String key, @Nullable Disposition disposition) {
    String topic = topics().dispositions().name();
    byte[] value = format.serializer(topics().dispositions()).serialize(topic, disposition);
    producer.send(new ProducerRecord<>(topic, key, value));
    producer.flush();
  }

  /** How far a topic reaches, with what is not committed. */
  long end(String topic) {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            connection.client("test-end"), new StringDeserializer(), new ByteArrayDeserializer())) {
      return consumer.endOffsets(partitions(consumer, topic)).values().stream()
          .mapToLong(Long::longValue)
          .sum();
    }
  }

  private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .toList();
  }

  /** Anything, as bytes, into a partition. */
  void send(String topic, int partition, byte[] key, byte[] value)
      throws ExecutionException, InterruptedException {
    producer.send(new ProducerRecord<>(topic, partition, new String(key, UTF_8), value)).get();
  }

  /** All that is committed, in the order of each partition. */
  <V extends SpecificRecord> List<ConsumerRecord<String, V>> read(Topic<V> topic) {
    return read(topic.name(), format.deserializer(topic));
  }

  List<ConsumerRecord<String, byte[]>> read(String topic) {
    return read(topic, new ByteArrayDeserializer());
  }

  /** The last verdict on each fingerprint; fails if revisions have gaps or repeat. */
  SortedMap<String, Verdict> lastVerdicts() {
    SortedMap<String, Verdict> last = new TreeMap<>();
    for (ConsumerRecord<String, Verdict> record : read(topics().verdicts())) {
      Verdict before = last.put(record.key(), record.value());
      assertThat(record.value().getRevision())
          .as("revision of %s", record.key())
          .isEqualTo(before == null ? 1 : before.getRevision() + 1);
    }
    return last;
  }

  SortedMap<String, String> digests() {
    SortedMap<String, String> digests = new TreeMap<>();
    lastVerdicts().forEach((leaf, verdict) -> digests.put(leaf, verdict.getDigest()));
    return digests;
  }

  /** Role of each endpoint, as last written. */
  SortedMap<String, String> roles() {
    SortedMap<String, String> roles = new TreeMap<>();
    read(topics().hostVerdicts())
        .forEach(
            record ->
                roles.put(
                    record.key(),
                    record.value().getRole() + " at " + record.value().getFingerprint()));
    return roles;
  }

  @Override
  public void close() throws IOException {
    producer.close(Duration.ofSeconds(5));
    format.close();
  }

  private <V extends SpecificRecord> void send(Topic<V> topic, String key, V value, long time) {
    producer.send(
        new ProducerRecord<>(
            topic.name(),
            null,
            time,
            key,
            format.serializer(topic).serialize(topic.name(), value)));
  }

  private <V> List<ConsumerRecord<String, V>> read(String topic, Deserializer<V> values) {
    Map<String, Object> settings = new LinkedHashMap<>(connection.client("test-reader"));
    settings.put("isolation.level", "read_committed");
    List<ConsumerRecord<String, V>> records = new ArrayList<>();
    try (KafkaConsumer<String, V> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), values)) {
      List<TopicPartition> partitions = partitions(consumer, topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }
}
