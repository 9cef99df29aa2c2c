package dev.unmask.enrich.given;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.unmask.avro.Banner;
import dev.unmask.avro.Certificate;
import dev.unmask.avro.Observation;
import dev.unmask.schemas.administration.TopicAdministration;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.endpoint.Endpoints;
import dev.unmask.schemas.serde.AvroFormat;
import dev.unmask.schemas.topic.SubnetPartitioner;
import dev.unmask.schemas.topic.Topics;
import dev.unmask.stack.LocalStack;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Topics of a prefix of their own on a real broker and registry: what a test puts in, and what it
 * finds there.
 */
public final class Installation implements AutoCloseable {
  private final KafkaConnection connection;
  private final AvroFormat format;
  private final Admin admin;

  private Installation(KafkaConnection connection) {
    this.connection = connection;
    this.format = new AvroFormat(connection);
    this.admin = Admin.create(connection.client("test-admin"));
  }

  /** Topics of so many partitions, and their schemas. */
  public static Installation on(LocalStack stack, int partitions) {
    return filled(empty(stack), partitions);
  }

  /** The same on a broker that is not the stack's. */
  public static Installation on(String bootstrapServers, LocalStack stack, int partitions) {
    return filled(empty(bootstrapServers, stack), partitions);
  }

  private static Installation filled(Installation installation, int partitions) {
    try (var administration = new TopicAdministration(installation.connection)) {
      administration.create(partitions, (short) 1);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return installation;
  }

  /** A prefix without topics. */
  public static Installation empty(LocalStack stack) {
    return empty(stack.bootstrapServers(), stack);
  }

  private static Installation empty(String bootstrapServers, LocalStack stack) {
    var topics = new Topics("it-" + UUID.randomUUID().toString().substring(0, 8));
    return new Installation(
        new KafkaConnection(bootstrapServers, stack.registryUrl(), topics, Map.of()));
  }

  public KafkaConnection connection() {
    return connection;
  }

  public Topics topics() {
    return connection.topics();
  }

  /** In one transaction, as ingest writes. */
  public void publish(Collection<Banner> banners) {
    var settings = connection.client("test-ingest");
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, UUID.randomUUID().toString());
    settings.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, SubnetPartitioner.class.getName());
    try (var producer = producer(settings)) {
      producer.initTransactions();
      producer.beginTransaction();
      banners.forEach(banner -> producer.send(record(banner, Optional.empty())));
      producer.commitTransaction();
    }
  }

  /** Into a partition that need not be its own. */
  public void publish(Banner banner, int partition) {
    try (var producer = producer(connection.client("test-feed"))) {
      producer.send(record(banner, Optional.of(partition)));
    }
  }

  /** Whatever it is. */
  public void publish(byte[] key, byte[] value) {
    try (var producer = producer(connection.client("test-feed"))) {
      producer.send(new ProducerRecord<>(topics().banners().name(), 0, key, value));
    }
  }

  private ProducerRecord<byte[], byte[]> record(Banner banner, Optional<Integer> partition) {
    var topic = topics().banners();
    var value = format.serializer(topic).serialize(topic.name(), banner);
    var key = Endpoints.key(banner.getEndpoint()).getBytes(UTF_8);
    return new ProducerRecord<>(
        topic.name(), partition.orElse(null), banner.getObservedAt().toEpochMilli(), key, value);
  }

  private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  public List<Observation> observations() {
    return values(topics().observations().name(), format.deserializer(topics().observations()));
  }

  public List<Certificate> certificates() {
    return values(topics().certificates().name(), format.deserializer(topics().certificates()));
  }

  private <V> List<V> values(String topic, Deserializer<V> deserializer) {
    return records(topic).stream()
        .map(record -> deserializer.deserialize(topic, record.value()))
        .toList();
  }

  /** All that is in a topic now. */
  public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    var settings = connection.client("test-reader");
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      var ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      return records;
    }
  }

  /** The group forgets all its members, as it does with a dead one once its session is over. */
  public void forgetMembers() {
    try {
      admin
          .removeMembersFromConsumerGroup(group(), new RemoveMembersFromConsumerGroupOptions())
          .all()
          .get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private String group() {
    return topics().prefix() + ".enrich";
  }

  /**
   * What the group has committed, of the partitions of the banners where it has committed anything.
   */
  public Map<TopicPartition, OffsetAndMetadata> committed() {
    try {
      var committed =
          new HashMap<>(
              admin.listConsumerGroupOffsets(group()).partitionsToOffsetAndMetadata().get());
      committed.values().removeIf(offset -> offset == null);
      return committed;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether everything that was published is behind the group, markers of transactions too. */
  public boolean allCommitted() {
    var committed =
        committed().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset()));
    return ends().entrySet().stream()
        .allMatch(end -> end.getValue() == 0 || end.getValue().equals(committed.get(end.getKey())));
  }

  private Map<TopicPartition, Long> ends() {
    var topic = topics().banners().name();
    try {
      var partitions =
          admin.describeTopics(List.of(topic)).topicNameValues().get(topic).get().partitions();
      var latest =
          partitions.stream()
              .collect(
                  Collectors.toMap(
                      info -> new TopicPartition(topic, info.partition()),
                      info -> OffsetSpec.latest()));
      return admin.listOffsets(latest).all().get().entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    admin.close();
    format.close();
  }
}
