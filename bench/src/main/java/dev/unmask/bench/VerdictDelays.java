package dev.unmask.bench;

import dev.unmask.avro.Banner;
import dev.unmask.avro.CertificateClaims;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.endpoint.Endpoints;
import dev.unmask.schemas.serde.AvroFormat;
import dev.unmask.schemas.topic.SubnetPartitioner;
import dev.unmask.schemas.topic.Topic;
import dev.unmask.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * How long after a banner was sent a consumer of committed records has the verdict on its host, and
 * on its certificate where that is new: through enrich, which probes nothing, and classify, at a
 * steady rate of new hosts.
 */
final class VerdictDelays {

  /** Twice what 12 million banners a day come to. */
  private static final int PER_SECOND = 300;

  private static final int SECONDS = 45;
  private static final int WARM = 15 * PER_SECOND;
  private static final int MOST = WARM + SECONDS * PER_SECOND;

  /** Hosts of a certificate. */
  private static final int CLUSTER = 50;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final LocalStack stack;
  private final Fork fork;
  private final Path folder;
  private final Map<String, Long> hostsSent = new HashMap<>();
  private final Map<String, Long> certificatesSent = new HashMap<>();
  private final List<Double> hosts = new ArrayList<>();
  private final List<Double> certificates = new ArrayList<>();

  /**
   * @param fork that enriches and classifies from now on
   * @param folder for state
   */
  VerdictDelays(LocalStack stack, Fork fork, Path folder) {
    this.stack = stack;
    this.fork = fork;
    this.folder = folder;
  }

  Table measure() throws IOException, InterruptedException, ExecutionException {
    ObservationFeed feed = ObservationFeed.empty(stack, "steady", folder, MOST);
    feed.join(List.of(fork), 1);
    fork.ask("enrich steady");
    KafkaConnection connection = feed.connection();
    try (AvroFormat format = new AvroFormat(connection);
        KafkaProducer<String, byte[]> producer = producer(connection);
        KafkaConsumer<String, byte[]> consumer = consumer(connection)) {
      Topic<Banner> topic = connection.topics().banners();
      sendAndAwait(producer, format.serializer(topic), topic.name(), consumer);
    }
    return table();
  }

  private void sendAndAwait(
      KafkaProducer<String, byte[]> producer,
      Serializer<Banner> serializer,
      String topic,
      KafkaConsumer<String, byte[]> consumer) {
    long begin = System.nanoTime();
    int sent = 0;
    while (sent < MOST || waiting(begin)) {
      long due = Math.min(MOST, (System.nanoTime() - begin) * PER_SECOND / 1_000_000_000);
      for (; sent < due; sent++) {
        Banner banner = banner(sent);
        String key = Endpoints.key(banner.getEndpoint());
        if (sent >= WARM) {
          hostsSent.put(key, System.nanoTime());
          certificatesSent.putIfAbsent(banner.getCertificate().getFingerprint(), System.nanoTime());
        }
        producer.send(new ProducerRecord<>(topic, key, serializer.serialize(topic, banner)));
      }
      for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(5))) {
        arrived(record.key(), hostsSent, hosts);
        arrived(record.key(), certificatesSent, certificates);
      }
    }
  }

  private boolean waiting(long begin) {
    boolean all = hosts.size() == MOST - WARM && certificates.size() == (MOST - WARM) / CLUSTER;
    long patience = PATIENCE.plusSeconds(MOST / PER_SECOND).toNanos();
    return !all && System.nanoTime() - begin < patience;
  }

  /** The first answer counts, on whichever of the two topics: their keys differ. */
  private static void arrived(String key, Map<String, Long> sent, List<Double> delays) {
    Long since = sent.remove(key);
    if (since != null) {
      delays.add((System.nanoTime() - since) / 1e6);
    }
  }

  private Table table() {
    return new Table(
        "classify_delay",
        "From banner to verdict, %d banners of new hosts a second".formatted(PER_SECOND),
        List.of("what", "count", "never", "p50_ms", "p99_ms"),
        List.of(
            row("verdict on a host", hosts, hostsSent),
            row("first verdict on a certificate", certificates, certificatesSent)),
        List.of());
  }

  private static List<Object> row(String what, List<Double> delays, Map<String, Long> never) {
    return List.of(
        what,
        delays.size(),
        never.size(),
        Sample.quantile(delays, 0.5),
        Sample.quantile(delays, 0.99));
  }

  private static Banner banner(int host) {
    return Banner.newBuilder()
        .setEndpoint(ObservedHosts.endpoint(host))
        .setObservedAt(Instant.now())
        .setFeed("bench")
        .setAsn(64_500L + host % 300)
        .setCountry("NL")
        .setCertificate(
            CertificateClaims.newBuilder()
                .setFingerprint(ObservedHosts.leaf(host / CLUSTER))
                .build())
        .build();
  }

  private static KafkaProducer<String, byte[]> producer(KafkaConnection connection) {
    Map<String, Object> settings = connection.client("bench-banners");
    settings.put("partitioner.class", SubnetPartitioner.class);
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  private static KafkaConsumer<String, byte[]> consumer(KafkaConnection connection) {
    Map<String, Object> settings = connection.client("bench-verdicts");
    settings.put("isolation.level", "read_committed");
    settings.put("auto.offset.reset", "earliest");
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (int partition = 0; partition < ObservationFeed.PARTITIONS; partition++) {
      partitions.add(new TopicPartition(connection.topics().hostVerdicts().name(), partition));
      partitions.add(new TopicPartition(connection.topics().verdicts().name(), partition));
    }
    consumer.assign(partitions);
    return consumer;
  }
}
