package dev.unmask.classify.epoch;

import static org.awaitility.Awaitility.await;

import dev.unmask.classify.topology.store.Mode;
import dev.unmask.schemas.administration.TopicAdministration;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.topic.Topics;
import dev.unmask.stack.LocalStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Topics of a test's own, of one partition, and groups in the place of epochs. */
final class Cluster implements AutoCloseable {

  private final KafkaConnection connection;
  private final Admin admin;
  private final List<KafkaConsumer<?, ?>> processes = new ArrayList<>();
  private final Set<String> absent = new HashSet<>();

  Cluster(LocalStack stack) throws Exception {
    connection =
        new KafkaConnection(
            stack.bootstrapServers(),
            stack.registryUrl(),
            new Topics("it" + UUID.randomUUID().toString().substring(0, 8)),
            Map.of());
    admin = Admin.create(connection.client("test-admin"));
    try (TopicAdministration administration = new TopicAdministration(connection)) {
      administration.create(1, (short) 1);
    }
  }

  KafkaConnection connection() {
    return connection;
  }

  /** A record of any content. */
  void send(String topic) throws Exception {
    try (Producer<String, String> producer =
        new KafkaProducer<>(
            connection.client("test"), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, "any", "any")).get();
    }
  }

  /** Epochs are of a build that has no such internal topic. */
  void without(String internal) {
    absent.add(internal);
  }

  /** What the processes of an epoch create when they begin. */
  void createInternalTopics(long epoch) throws Exception {
    List<NewTopic> missing =
        internalTopics(epoch).map(name -> new NewTopic(name, 1, (short) 1)).toList();
    admin.createTopics(missing).all().get();
  }

  /** All that there is now, in all that an epoch reads; while it has no process. */
  void readAll(long epoch) throws Exception {
    readAll(epoch, connection.topics());
  }

  /** The same of an epoch that has inputs of its own. */
  void readAllOfItsOwn(long epoch) throws Exception {
    readAll(epoch, connection.topics().ofEpoch(epoch));
  }

  private void readAll(long epoch, Topics inputs) throws Exception {
    Topics open = connection.topics();
    Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
    for (String topic :
        Stream.concat(
                internalTopics(epoch),
                Stream.of(
                    inputs.observations().name(),
                    inputs.certificates().name(),
                    open.currentVerdicts().name(),
                    open.hints().name(),
                    open.hostVerdicts().name(),
                    open.alerts()))
            .toList()) {
      done.put(new TopicPartition(topic, 0), new OffsetAndMetadata(end(topic)));
    }
    admin.alterConsumerGroupOffsets(group(epoch), done).all().get();
  }

  /** A process of an epoch, known to its group when this returns. */
  KafkaConsumer<?, ?> start(long epoch, Mode mode) {
    Map<String, Object> settings = connection.client(ClientId.of(group(epoch), mode));
    settings.put("group.id", group(epoch));
    settings.put("enable.auto.commit", "false");
    KafkaConsumer<String, byte[]> process =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    processes.add(process);
    process.subscribe(List.of(connection.topics().observations().name()));
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              process.poll(Duration.ofMillis(100));
              return !process.assignment().isEmpty();
            });
    return process;
  }

  private Stream<String> internalTopics(long epoch) {
    return Stream.of(
            "moves",
            "standing-verdicts",
            "standing-hints",
            "standing-hosts",
            "cases",
            "said-of-cases")
        .filter(name -> !absent.contains(name))
        .map(name -> group(epoch) + "-" + name + "-repartition");
  }

  private String group(long epoch) {
    return Epoch.applicationId(connection.topics(), epoch);
  }

  private long end(String topic) {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            connection.client("test-end"), new StringDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }
  }

  @Override
  public void close() {
    processes.forEach(KafkaConsumer::close);
    admin.close();
  }
}
