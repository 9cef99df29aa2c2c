package dev.unmask.enrich;

import static dev.unmask.enrich.given.Banners.aBanner;
import static dev.unmask.enrich.given.Certificates.selfSigned;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Banner;
import dev.unmask.avro.Observation;
import dev.unmask.avro.Outcome;
import dev.unmask.avro.PassiveReason;
import dev.unmask.avro.Provenance;
import dev.unmask.avro.TlsProbe;
import dev.unmask.enrich.chain.ChainJudge;
import dev.unmask.enrich.chain.TrustStores;
import dev.unmask.enrich.memory.ProbeMemory;
import dev.unmask.enrich.observe.Leaves;
import dev.unmask.enrich.observe.Observations;
import dev.unmask.enrich.policy.AddressRules;
import dev.unmask.enrich.policy.Blocklist;
import dev.unmask.enrich.policy.Interest;
import dev.unmask.enrich.policy.Policy;
import dev.unmask.enrich.policy.Recency;
import dev.unmask.enrich.policy.SampleSizes;
import dev.unmask.enrich.policy.Sampling;
import dev.unmask.enrich.policy.Scope;
import dev.unmask.enrich.probe.HostReport;
import dev.unmask.enrich.probe.visit.HostTarget;
import dev.unmask.enrich.publish.Publisher;
import dev.unmask.enrich.publish.RecordFaults;
import dev.unmask.schemas.certificate.CertificateFacts;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.deadletter.DeadLetter;
import dev.unmask.schemas.endpoint.Endpoints;
import dev.unmask.schemas.owner.OwnerCatalogue;
import dev.unmask.schemas.serde.AvroFormat;
import dev.unmask.schemas.topic.SubnetPartitioner;
import dev.unmask.schemas.topic.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * One banner at a time, with a prober and a producer that do what the test says, all on the test's
 * thread.
 */
final class BannerWorkTest {
  private static final int PARTITIONS = 4;
  private static final byte[] BRAND = selfSigned("CN=www.microsoft.com").der();
  private static final byte[] OTHER = selfSigned("CN=shop.example").der();

  private final Topics topics = new Topics("work-test");
  private final AvroFormat format =
      new AvroFormat(new KafkaConnection("unused:1", "mock://work-test", topics, Map.of()));
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(
          cluster(topics),
          false,
          new SubnetPartitioner(),
          new ByteArraySerializer(),
          new ByteArraySerializer());
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final DeadLetterBrake brake = new DeadLetterBrake(5, timer);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<HostTarget> visited = new ArrayList<>();
  private final List<HostTarget> visitedCarefully = new ArrayList<>();
  private CompletableFuture<HostReport> visit = new CompletableFuture<>();
  private final ProbeMemory memory =
      new ProbeMemory(topics.probed(), format, new MockConsumer<>("earliest"), 1_000);
  private final BannerWork work = work();

  BannerWorkTest() {
    topics.all().forEach(format::register);
  }

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void a_probed_banner_is_finished_when_its_observation_and_certificates_are_acknowledged() {
    var done = work.start(record(aBanner().from("8.8.8.8", 443).showing(BRAND).build()));
    assertThat(visited)
        .singleElement()
        .satisfies(target -> assertThat(target.serverName()).contains("www.microsoft.com"));

    visit.complete(report(BRAND, OTHER));

    assertThat(keysWritten(topics.certificates().name()))
        .containsExactly(CertificateFacts.sha256(BRAND), CertificateFacts.sha256(OTHER));
    assertThat(written())
        .singleElement()
        .satisfies(o -> assertThat(o.getConnections()).isEqualTo(2));
    assertThat(done).isNotDone();
    producer.completeNext();
    producer.completeNext();
    assertThat(done).isNotDone();
    assertThat(keysWritten(topics.probed().name())).isEmpty();

    producer.completeNext();

    assertThat(keysWritten(topics.probed().name())).containsExactly("8.8.8.8:443/tcp");
    assertThat(done).isNotDone();

    producer.completeNext();

    assertThat(done).isCompletedWithValue(new Finish.Probed(Outcome.SUCCESS, 2));
    assertThat(count("connections")).isEqualTo(2);
    assertEquation(1);
  }

  @Test
  void a_banner_that_may_crash_the_process_is_visited_by_the_careful_prober() {
    var done = work.startCarefully(record(aBanner().from("8.8.8.8", 443).showing(BRAND).build()));
    visit.complete(report(BRAND));
    acknowledgeAll();

    assertThat(visited).isEmpty();
    assertThat(visitedCarefully).hasSize(1);
    assertThat(done).isCompletedWithValue(new Finish.Probed(Outcome.SUCCESS, 2));
    assertEquation(1);
  }

  @Test
  void a_record_that_crashes_the_process_is_a_dead_letter_that_says_so_and_nobody_is_visited() {
    var record = record(aBanner().from("8.8.8.8", 443).showing(BRAND).build());

    var done = work.giveUp(record);

    assertThat(visited).isEmpty();
    assertThat(visitedCarefully).isEmpty();
    assertThat(producer.history())
        .singleElement()
        .satisfies(dead -> assertThat(dead.topic()).isEqualTo(topics.deadLetters()))
        .satisfies(dead -> assertThat(dead.value()).isEqualTo(record.value()))
        .satisfies(
            dead ->
                assertThat(new String(dead.headers().lastHeader(DeadLetter.REASON).value(), UTF_8))
                    .contains("crashed three times"));
    acknowledgeAll();
    assertThat(done).isCompletedWithValue(new Finish.Dead());
    assertEquation(1);
  }

  @Test
  void a_banner_that_is_delivered_again_waits_for_the_first_and_its_host_is_not_probed_again() {
    var record = record(aBanner().from("8.8.8.8", 443).showing(BRAND).build());
    var first = work.start(record);
    var second = work.start(record);
    assertThat(visited).hasSize(1);

    visit.complete(report(BRAND));
    acknowledgeAll();

    assertThat(first).isCompletedWithValue(new Finish.Probed(Outcome.SUCCESS, 2));
    assertThat(second).isCompletedWithValue(new Finish.Passive(PassiveReason.RECENTLY_PROBED));
    assertThat(visited).hasSize(1);
    assertEquation(2);
  }

  @Test
  void a_banner_whose_first_delivery_was_taken_back_is_probed() {
    var record = record(aBanner().from("8.8.8.8", 443).showing(BRAND).build());
    var first = work.start(record);
    work.start(record);

    first.cancel(true);

    assertThat(visited).hasSize(2);
  }

  @Test
  void a_host_that_policy_let_nobody_connect_to_was_not_probed() {
    work.start(record(aBanner().from("8.8.8.8", 443).showing(BRAND).build()));

    visit.complete(new HostReport(Instant.now(), List.of(), List.of(), List.of(), 0, 0, 0));
    acknowledgeAll();

    assertThat(memory.lastProbed("8.8.8.8:443/tcp")).isEmpty();
    assertThat(keysWritten(topics.probed().name())).isEmpty();
  }

  @Test
  void a_passive_banner_is_finished_without_a_visit() {
    var done = work.start(record(aBanner().from("8.8.8.8", 443).showing(OTHER).build()));
    acknowledgeAll();

    assertThat(visited).isEmpty();
    assertThat(done).isCompletedWithValue(new Finish.Passive(PassiveReason.NOT_WATCHED));
    assertThat(written()).singleElement().satisfies(o -> assertThat(o.getTier()).isZero());
    assertEquation(1);
  }

  @Test
  void a_certificate_that_was_written_is_not_written_again() {
    work.start(record(aBanner().from("8.8.8.8", 443).showing(OTHER).build()));
    acknowledgeAll();
    var second = work.start(record(aBanner().from("8.8.8.9", 443).showing(OTHER).build()));
    acknowledgeAll();

    assertThat(second).isCompleted();
    assertThat(keysWritten(topics.certificates().name())).hasSize(1);
    assertEquation(2);
  }

  @Test
  void bytes_that_are_no_banner_are_finished_as_a_dead_letter() {
    var record =
        new ConsumerRecord<>(
            topics.banners().name(), 0, 7L, new byte[0], "garbage".getBytes(UTF_8));

    var done = work.start(record);
    acknowledgeAll();

    assertThat(done).isCompletedWithValue(new Finish.Dead());
    assertThat(producer.history())
        .singleElement()
        .satisfies(dead -> assertThat(dead.value()).isEqualTo(record.value()));
    assertEquation(1);
  }

  @Test
  void dead_letters_that_come_too_fast_are_held_back_and_readiness_says_so() {
    var garbage =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    work.start(
                        new ConsumerRecord<>(
                            topics.banners().name(), 0, i, new byte[0], new byte[] {1})))
            .toList();
    acknowledgeAll();

    assertThat(garbage).filteredOn(CompletableFuture::isDone).hasSize(5);
    assertThat(brake.waitingFor())
        .hasValueSatisfying(what -> assertThat(what).contains("3 records"));
  }

  @Test
  void a_tombstone_is_a_dead_letter() {
    var tombstone =
        new ConsumerRecord<byte[], byte[]>(topics.banners().name(), 0, 7L, new byte[0], null);

    var done = work.start(tombstone);
    acknowledgeAll();

    assertThat(done).isCompletedWithValue(new Finish.Dead());
  }

  @Test
  void a_banner_in_the_wrong_partition_is_sent_on_and_only_once() {
    var banner = aBanner().from("8.8.8.8", 443).showing(OTHER).build();
    var misplaced = record(banner, (home(banner) + 1) % PARTITIONS);

    var done = work.start(misplaced);
    acknowledgeAll();

    assertThat(done).isCompletedWithValue(new Finish.Forwarded());
    var sent = producer.history().get(0);
    assertThat(sent.topic()).isEqualTo(topics.banners().name());
    assertThat(sent.value()).isEqualTo(misplaced.value());
    assertThat(sent.timestamp()).isEqualTo(misplaced.timestamp());
    assertThat(sent.headers().lastHeader(Publisher.FORWARDED)).isNotNull();

    misplaced.headers().add(Publisher.FORWARDED, new byte[] {'0'});
    var again = work.start(misplaced);
    acknowledgeAll();

    assertThat(again).isCompletedWithValue(new Finish.Passive(PassiveReason.NOT_WATCHED));
    assertEquation(2);
  }

  @Test
  void an_observation_that_the_broker_finds_too_large_is_a_dead_letter() {
    var done = work.start(record(aBanner().from("8.8.8.8", 443).build()));
    producer.errorNext(new RecordTooLargeException("6 MiB"));
    acknowledgeAll();

    assertThat(done).isCompletedWithValue(new Finish.Dead());
    assertEquation(1);
  }

  @Test
  void a_banner_that_is_taken_away_is_released_and_its_visit_cancelled() {
    var done = work.start(record(aBanner().from("8.8.8.8", 443).showing(BRAND).build()));

    done.cancel(true);

    assertThat(visit).isCancelled();
    assertThat(producer.history()).isEmpty();
    assertThat(count("released")).isEqualTo(1);
    assertEquation(1);
  }

  private void assertEquation(long delivered) {
    assertThat(count("delivered")).isEqualTo(delivered);
    assertThat(
            count("probed")
                + count("passive")
                + count("forwarded")
                + count("dead")
                + count("released"))
        .isEqualTo(delivered);
  }

  private long count(String name) {
    return (long)
        meters.find("unmask.enrich." + name).counters().stream().mapToDouble(Counter::count).sum();
  }

  private void acknowledgeAll() {
    while (producer.completeNext()) {
      assertThat(producer.closed()).isFalse();
    }
  }

  private List<Observation> written() {
    var deserializer = format.deserializer(topics.observations());
    return history(topics.observations().name()).stream()
        .map(sent -> deserializer.deserialize(sent.topic(), sent.value()))
        .toList();
  }

  private List<String> keysWritten(String topic) {
    return history(topic).stream().map(sent -> new String(sent.key(), UTF_8)).toList();
  }

  private List<ProducerRecord<byte[], byte[]>> history(String topic) {
    return producer.history().stream().filter(sent -> sent.topic().equals(topic)).toList();
  }

  private ConsumerRecord<byte[], byte[]> record(Banner banner) {
    return record(banner, home(banner));
  }

  private ConsumerRecord<byte[], byte[]> record(Banner banner, int partition) {
    var value = format.serializer(topics.banners()).serialize(topics.banners().name(), banner);
    var seen = banner.getObservedAt().toEpochMilli();
    return new ConsumerRecord<>(
        topics.banners().name(),
        partition,
        7L,
        seen,
        TimestampType.CREATE_TIME,
        0,
        value.length,
        new byte[0],
        value,
        new RecordHeaders(),
        Optional.empty());
  }

  private static int home(Banner banner) {
    return SubnetPartitioner.partition(Endpoints.key(banner.getEndpoint()), PARTITIONS);
  }

  private static HostReport report(byte[]... chain) {
    var tls = TlsProbe.newBuilder().setOutcome(Outcome.SUCCESS).build();
    return new HostReport(Instant.now(), List.of(tls), List.of(chain), List.of(chain), 2, 0, 0);
  }

  private BannerWork work() {
    var publisher = new Publisher(producer, topics, format);
    var reader =
        new BannerReader(
            format.deserializer(topics.banners()),
            new Leaves(OwnerCatalogue.builtIn()),
            publisher::partitions);
    var addresses = new AddressRules(Blocklist.none(), false);
    var scope = Scope.of("everything");
    return new BannerWork(
        new Reading(reader, patience(error -> false)),
        new Policy(
            true,
            scope,
            addresses,
            new Interest(scope, hint -> Optional.empty(), 20),
            new Recency(memory::lastProbed, Duration.ofDays(1), Clock.systemUTC()),
            new Sampling(SampleSizes.none(), hint -> Optional.empty())),
        target -> visit(target, visited),
        target -> visit(target, visitedCarefully),
        new Observations(
            Provenance.newBuilder().build(),
            new ChainJudge(TrustStores.load(List.of())),
            Clock.systemUTC()),
        new Writing(publisher, patience(RecordFaults::isOwn), brake, memory),
        Runnable::run,
        new EnrichMetrics(meters));
  }

  private Patience patience(Predicate<Throwable> recordsFault) {
    return new Patience("the outside", recordsFault, Runnable::run, timer);
  }

  private CompletableFuture<HostReport> visit(HostTarget target, List<HostTarget> visits) {
    visits.add(target);
    visit = new CompletableFuture<>();
    return visit;
  }

  private static Cluster cluster(Topics topics) {
    var node = new Node(0, "localhost", 1);
    var partitions =
        Stream.of(
                topics.banners().name(),
                topics.observations().name(),
                topics.certificates().name(),
                topics.probed().name(),
                topics.deadLetters())
            .flatMap(
                topic ->
                    IntStream.range(0, PARTITIONS)
                        .mapToObj(
                            p ->
                                new PartitionInfo(
                                    topic, p, node, new Node[] {node}, new Node[] {node})))
            .toList();
    return new Cluster("test", List.of(node), partitions, Set.of(), Set.of());
  }
}
