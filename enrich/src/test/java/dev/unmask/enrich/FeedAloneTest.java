package dev.unmask.enrich;

import static dev.unmask.enrich.given.Banners.SEEN;
import static dev.unmask.enrich.given.Banners.aBanner;
import static dev.unmask.enrich.given.Certificates.selfSigned;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Banner;
import dev.unmask.avro.Observation;
import dev.unmask.avro.PassiveReason;
import dev.unmask.enrich.chain.ChainJudge;
import dev.unmask.enrich.chain.TrustStores;
import dev.unmask.enrich.observe.Leaves;
import dev.unmask.schemas.certificate.CertificateFacts;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.owner.OwnerCatalogue;
import dev.unmask.schemas.serde.AvroFormat;
import dev.unmask.schemas.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

final class FeedAloneTest {
  private static final byte[] SHOWN = selfSigned("CN=www.microsoft.com").der();

  private final Topics topics = new Topics("feed-test");
  private final AvroFormat format =
      new AvroFormat(new KafkaConnection("unused:1", "mock://feed-test", topics, Map.of()));
  private final MockProducer<byte[], byte[]> producer = producer(true);
  private final FeedAlone feed = feed(producer);

  FeedAloneTest() {
    topics.all().forEach(format::register);
  }

  @Test
  void a_banner_becomes_what_a_passive_enricher_makes_of_it() {
    assertThat(feed.write(banner(aBanner().showing(SHOWN).build()))).isCompletedWithValue(true);

    Observation observation = observations().get(0);
    assertThat(observation.getPassiveReason()).isEqualTo(PassiveReason.PROBING_OFF);
    assertThat(observation.getObservedAt()).isEqualTo(SEEN);
    assertThat(observation.getBannerChain()).containsExactly(CertificateFacts.sha256(SHOWN));
    assertThat(observation.getBannerJudgement().getJudgedAt()).isEqualTo(SEEN);
    assertThat(observation.getConnections()).isZero();
    assertThat(observation.getTls()).isNull();
  }

  @Test
  void what_it_shows_becomes_a_certificate_once() {
    feed.write(banner(aBanner().showing(SHOWN).build()));
    feed.write(banner(aBanner().from("192.0.2.8", 443).showing(SHOWN).build()));

    assertThat(written(topics.certificates().name())).hasSize(1);
    assertThat(observations()).hasSize(2);
  }

  @Test
  void a_host_without_a_certificate_is_observed_as_such() {
    feed.write(banner(aBanner().build()));

    assertThat(observations().get(0).getPassiveReason()).isEqualTo(PassiveReason.NO_CERTIFICATE);
  }

  @Test
  void what_is_no_banner_is_told_of_and_not_written() {
    CompletableFuture<Boolean> outcome =
        feed.write(
            new ConsumerRecord<>(
                topics.banners().name(), 0, 0, new byte[0], "no banner".getBytes(UTF_8)));

    assertThat(outcome).isCompletedWithValue(false);
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void a_broker_that_refuses_is_the_callers_to_know() {
    MockProducer<byte[], byte[]> refusing = producer(false);
    CompletableFuture<Boolean> outcome = feed(refusing).write(banner(aBanner().build()));

    refusing.errorNext(new IllegalStateException("no more"));

    assertThat(outcome).isCompletedExceptionally();
  }

  private FeedAlone feed(MockProducer<byte[], byte[]> writing) {
    return new FeedAlone(
        new Identity("replay", "", "1.2.3"),
        new ChainJudge(TrustStores.load(List.of())),
        new Leaves(OwnerCatalogue.builtIn()),
        topics,
        format,
        writing);
  }

  private static MockProducer<byte[], byte[]> producer(boolean acknowledges) {
    return new MockProducer<>(
        acknowledges, null, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private ConsumerRecord<byte[], byte[]> banner(Banner banner) {
    byte[] value = format.serializer(topics.banners()).serialize(topics.banners().name(), banner);
    return new ConsumerRecord<>(topics.banners().name(), 0, 0, new byte[0], value);
  }

  private List<ProducerRecord<byte[], byte[]>> written(String topic) {
    return producer.history().stream().filter(record -> record.topic().equals(topic)).toList();
  }

  private List<Observation> observations() {
    return written(topics.observations().name()).stream()
        .map(
            record ->
                format
                    .deserializer(topics.observations())
                    .deserialize(record.topic(), record.value()))
        .toList();
  }
}
