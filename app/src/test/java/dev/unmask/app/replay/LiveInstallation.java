package dev.unmask.app.replay;

import static org.awaitility.Awaitility.await;

import dev.unmask.app.local.LocalClassification;
import dev.unmask.app.run.ClassifyStage;
import dev.unmask.app.run.EnrichStage;
import dev.unmask.app.run.Pipeline;
import dev.unmask.app.run.Stage;
import dev.unmask.avro.Banner;
import dev.unmask.avro.Observation;
import dev.unmask.classify.ruleset.Ruleset;
import dev.unmask.enrich.EnrichSettings;
import dev.unmask.enrich.Identity;
import dev.unmask.schemas.administration.TopicAdministration;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.endpoint.Endpoints;
import dev.unmask.schemas.owner.OwnerCatalogue;
import dev.unmask.schemas.serde.AvroFormat;
import dev.unmask.schemas.topic.SubnetPartitioner;
import dev.unmask.schemas.topic.Topic;
import dev.unmask.schemas.topic.Topics;
import dev.unmask.stack.LocalStack;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** An installation with topics of its own on the local stack, that has classified something. */
public final class LiveInstallation implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final KafkaConnection connection;
  private final AvroFormat format;
  private final Admin admin;
  private final Producer<String, byte[]> producer;

  private LiveInstallation(KafkaConnection connection) {
    this.connection = connection;
    format = new AvroFormat(connection);
    admin = Admin.create(connection.client("live-test"));
    Map<String, Object> settings = connection.client("live-test");
    settings.put("partitioner.class", SubnetPartitioner.class);
    producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  /** With two partitions. */
  public static LiveInstallation on(LocalStack stack) throws IOException {
    KafkaConnection connection =
        new KafkaConnection(
            stack.bootstrapServers(),
            stack.registryUrl(),
            new Topics("live" + UUID.randomUUID().toString().substring(0, 8)),
            Map.of());
    try (TopicAdministration topics = new TopicAdministration(connection)) {
      topics.create(2, (short) 1);
    }
    return new LiveInstallation(connection);
  }

  public KafkaConnection connection() {
    return connection;
  }

  /** As enrich writes them. */
  public void observe(List<Observation> observations) {
    Topic<Observation> topic = connection.topics().observations();
    observations.forEach(
        o -> send(topic, Endpoints.key(o.getEndpoint()), o, o.getObservedAt().toEpochMilli()));
    producer.flush();
  }

  /** As ingest writes them. */
  void publish(List<Banner> banners) {
    Topic<Banner> topic = connection.topics().banners();
    banners.forEach(
        b -> send(topic, Endpoints.key(b.getEndpoint()), b, b.getObservedAt().toEpochMilli()));
    producer.flush();
  }

  private <V extends SpecificRecord> void send(Topic<V> topic, String key, V value, long time) {
    byte[] bytes = format.serializer(topic).serialize(topic.name(), value);
    producer.send(new ProducerRecord<>(topic.name(), null, time, key, bytes));
  }

  /** Makes observations of so many banners, and probes nothing. */
  void enrich(int banners) {
    EnrichStage enrich =
        new EnrichStage(
            EnrichSettings.defaults(new Identity("live", "", "test")),
            connection,
            OwnerCatalogue.builtIn(),
            new SimpleMeterRegistry());
    until(enrich, () -> enrich.done() >= banners);
  }

  /** Gives the verdicts, and stops. */
  public void classify(Path state) {
    ClassifyStage classify =
        new ClassifyStage(
            LocalClassification.hurried(state),
            connection,
            OwnerCatalogue.builtIn(),
            Ruleset.builtIn(),
            new SimpleMeterRegistry());
    until(classify, classify::quiet);
  }

  private static void until(Stage stage, BooleanSupplier done) {
    try (Pipeline pipeline = new Pipeline()) {
      pipeline.start(stage);
      await().atMost(LIMIT).until(() -> pipeline.failure().isPresent() || done.getAsBoolean());
      pipeline.failure().ifPresent(LiveInstallation::fail);
    }
  }

  private static void fail(Throwable failure) {
    throw new AssertionError(failure);
  }

  /**
   * All that a replay could touch: topics with their ends, groups with their offsets, subjects of
   * the registry.
   */
  public SortedMap<String, String> traces() {
    SortedMap<String, String> traces = new TreeMap<>();
    try {
      for (String topic : ours(admin.listTopics().names().get())) {
        traces.put("topic " + topic, ends(topic));
      }
      for (String group :
          ours(
              admin.listGroups().all().get().stream().map(listing -> listing.groupId()).toList())) {
        traces.put(
            "group " + group,
            new TreeMap<>(
                    admin
                        .listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get()
                        .entrySet()
                        .stream()
                        .collect(
                            Collectors.toMap(
                                e -> e.getKey().toString(), e -> e.getValue().offset())))
                .toString());
      }
      ours(subjects()).forEach(subject -> traces.put("subject " + subject, "registered"));
      return traces;
    } catch (ExecutionException | InterruptedException | IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private List<String> ours(Iterable<String> names) {
    List<String> ours = new java.util.ArrayList<>();
    names.forEach(
        name -> {
          if (name.startsWith(connection.topics().prefix())) {
            ours.add(name);
          }
        });
    return ours;
  }

  private String ends(String topic) throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> latest =
        admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().stream()
            .collect(
                Collectors.toMap(
                    info -> new TopicPartition(topic, info.partition()),
                    info -> OffsetSpec.latest()));
    SortedMap<Integer, Long> ends = new TreeMap<>();
    admin
        .listOffsets(latest)
        .all()
        .get()
        .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
    return ends.toString();
  }

  private List<String> subjects() throws IOException, InterruptedException {
    String body =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(connection.registryUrl() + "/subjects?deleted=true"))
                    .build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    return List.of(body.replaceAll("[\\[\\]\"\\s]", "").split(","));
  }

  @Override
  public void close() throws IOException {
    producer.close(Duration.ofSeconds(5));
    admin.close();
    format.close();
  }
}
