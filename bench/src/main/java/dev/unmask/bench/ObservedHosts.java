package dev.unmask.bench;

import dev.unmask.avro.BannerClaims;
import dev.unmask.avro.Endpoint;
import dev.unmask.avro.LivenessProbe;
import dev.unmask.avro.LivenessResult;
import dev.unmask.avro.Observation;
import dev.unmask.avro.Outcome;
import dev.unmask.avro.TlsProbe;
import dev.unmask.avro.Transport;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.endpoint.Endpoints;
import dev.unmask.schemas.serde.AvroFormat;
import dev.unmask.schemas.topic.SubnetPartitioner;
import dev.unmask.schemas.topic.Topic;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Observations of hosts that are all different, a dozen signatures to a cluster. A crawl takes a
 * week and comes to each host once; the next finds all of them again, one in a hundred with another
 * cipher suite.
 */
final class ObservedHosts {

  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration CRAWL = Duration.ofDays(7);
  private static final int CHANGED = 100;
  private static final LivenessResult[] DRAWN = {
    LivenessResult.HELD, LivenessResult.HELD, LivenessResult.ALERT, LivenessResult.CLOSED
  };

  private ObservedHosts() {}

  /**
   * Writes an observation of each of so many hosts, in clusters of a size. All of them are there at
   * once: in one transaction.
   *
   * @param crawl from 0
   */
  static void write(KafkaConnection connection, int hosts, int clusterSize, int crawl)
      throws IOException {
    Topic<Observation> topic = connection.topics().observations();
    Map<String, Object> settings = connection.client("bench-feed");
    settings.put("partitioner.class", SubnetPartitioner.class);
    settings.put("compression.type", "zstd");
    settings.put("transactional.id", "bench-feed");
    settings.put("transaction.timeout.ms", 300_000);
    try (AvroFormat format = new AvroFormat(connection);
        KafkaProducer<String, byte[]> producer =
            new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      var serializer = format.serializer(topic);
      int clusters = Math.max(1, hosts / clusterSize);
      producer.initTransactions();
      producer.beginTransaction();
      for (int i = 0; i < hosts; i++) {
        Instant time =
            BEGIN.plus(CRAWL.multipliedBy(crawl)).plus(CRAWL.multipliedBy(i).dividedBy(hosts));
        Observation observation = observation(i, i % clusters, time, crawl);
        byte[] value = serializer.serialize(topic.name(), observation);
        String key = Endpoints.key(observation.getEndpoint());
        producer.send(new ProducerRecord<>(topic.name(), null, time.toEpochMilli(), key, value));
      }
      producer.commitTransaction();
    }
  }

  static Endpoint endpoint(int host) {
    String address = "10." + (host >> 16 & 255) + "." + (host >> 8 & 255) + "." + (host & 255);
    return new Endpoint(address, 443, Transport.TCP);
  }

  /** What stands for the fingerprint of a cluster's certificate. */
  static String leaf(int cluster) {
    return HexFormat.of().toHexDigits(cluster).repeat(8);
  }

  private static Observation observation(int host, int cluster, Instant time, int crawl) {
    String leaf = leaf(cluster);
    Observation.Builder observation =
        Observation.newBuilder()
            .setEndpoint(endpoint(host))
            .setObservedAt(time)
            .setBanner(
                BannerClaims.newBuilder()
                    .setFeed("bench")
                    .setObservedAt(time)
                    .setFingerprint(leaf)
                    .setAsn(64_500L + host % 300)
                    .setCountry(host % 3 == 0 ? "NL" : "DE")
                    .build());
    return host % 2 == 0 ? observation.build() : probed(observation, host, leaf, crawl);
  }

  private static Observation probed(
      Observation.Builder observation, int host, String leaf, int crawl) {
    boolean strong = host % 7 == 1 ^ (crawl > 0 && host % CHANGED == 1);
    return observation
        .setTls(
            TlsProbe.newBuilder()
                .setOutcome(Outcome.SUCCESS)
                .setHandshakeCompleted(true)
                .setProtocol("TLSv1.3")
                .setCipherSuite(strong ? "TLS_AES_256_GCM_SHA384" : "TLS_AES_128_GCM_SHA256")
                .setChain(List.of(leaf))
                .build())
        .setLiveness(
            LivenessProbe.newBuilder()
                .setOutcome(Outcome.SUCCESS)
                .setResult(DRAWN[host / 2 % 4])
                .build())
        .build();
  }
}
