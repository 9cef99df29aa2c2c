package dev.unmask.ingest;

import static dev.unmask.ingest.record.RecordText.aRecord;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.github.luben.zstd.Zstd;
import dev.unmask.avro.Banner;
import dev.unmask.ingest.IngestException.Fault;
import dev.unmask.ingest.record.TestChain;
import dev.unmask.ingest.stream.StreamKey;
import dev.unmask.ingest.stream.StreamServer;
import dev.unmask.ingest.stream.StreamSettings;
import dev.unmask.schemas.administration.TopicAdministration;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.deadletter.DeadLetter;
import dev.unmask.schemas.serde.AvroFormat;
import dev.unmask.schemas.topic.SubnetPartitioner;
import dev.unmask.schemas.topic.Topics;
import dev.unmask.stack.LocalStack;
import dev.unmask.stack.junit.LocalStackExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Files onto a real broker, with a real registry. */
@ExtendWith(LocalStackExtension.class)
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class IngestIT {

  private static final int PARTITIONS = 4;

  @TempDir private Path directory;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Topics topics = new Topics("t" + UUID.randomUUID().toString().substring(0, 8));
  private KafkaConnection connection;

  IngestIT(LocalStack stack) {
    connection =
        new KafkaConnection(stack.bootstrapServers(), stack.registryUrl(), topics, Map.of());
  }

  @BeforeEach
  void create_topics() throws IOException {
    try (TopicAdministration administration = new TopicAdministration(connection)) {
      administration.create(PARTITIONS, (short) 1);
    }
  }

  @Test
  void every_record_of_every_kind_of_file_is_published_once_or_dead() throws Exception {
    String plain = file("a.ndjson", (lines(0, 300) + "nonsense\n\r\n").getBytes(UTF_8));
    String gzip = file("b", joined(gzip(lines(300, 400)), gzip(lines(400, 500))));
    String zstd =
        file("c.json.gz", Zstd.compress((lines(500, 600) + "{\"port\":1}").getBytes(UTF_8)));

    IngestReport report = ingest(plain, gzip, zstd).run();

    assertThat(report.read()).isEqualTo(602);
    assertThat(report.published()).isEqualTo(600);
    assertThat(report.dead()).isEqualTo(2);
    assertThat(report.problems()).isEmpty();
    assertThat(report.stopped()).isFalse();
    assertThat(report.files()).extracting(FileReport::read).containsExactly(301L, 200L, 101L);
    assertThat(report.files()).allMatch(FileReport::complete);
    assertThat(meters.counter("unmask.ingest.read").count()).isEqualTo(602);
    List<ConsumerRecord<String, byte[]>> banners = committed(topics.banners().name());
    assertThat(banners).hasSize(600);
    assertThat(banners).extracting(ConsumerRecord::key).doesNotHaveDuplicates();
    assertThat(committed(topics.deadLetters())).hasSize(2);
  }

  @Test
  void a_banner_is_readable_by_key_and_by_schema_at_its_own_time() throws Exception {
    byte[] line = aRecord().showing(TestChain.of("www.example.com")).bytes();

    ingest(file("a", line)).run();

    ConsumerRecord<String, byte[]> record = committed(topics.banners().name()).get(0);
    assertThat(record.key()).isEqualTo("192.0.2.7:443/tcp");
    assertThat(Instant.ofEpochMilli(record.timestamp())).isEqualTo("2026-11-23T05:06:07.890Z");
    Banner banner = deserialize(record);
    assertThat(banner.getRaw().array()).isEqualTo(line);
    assertThat(banner.getCertificate()).isNotNull();
  }

  @Test
  void hosts_of_one_subnet_are_in_one_partition() throws Exception {
    ingest(file("a", lines(0, 600).getBytes(UTF_8))).run();

    for (ConsumerRecord<String, byte[]> record : committed(topics.banners().name())) {
      assertThat(record.partition())
          .isEqualTo(SubnetPartitioner.partition(record.key(), PARTITIONS));
    }
    Map<String, List<Integer>> bySubnet =
        committed(topics.banners().name()).stream()
            .collect(
                Collectors.groupingBy(
                    record -> record.key().substring(0, record.key().lastIndexOf('.')),
                    Collectors.mapping(ConsumerRecord::partition, Collectors.toList())));
    assertThat(bySubnet.values())
        .allMatch(partitions -> partitions.stream().distinct().count() == 1);
  }

  @Test
  void a_dead_letter_says_where_it_came_from_and_why() throws Exception {
    String file = file("a", (aRecord().line() + "\n\n{\"port\":443}\n").getBytes(UTF_8));

    ingest(file).run();

    ConsumerRecord<String, byte[]> dead = committed(topics.deadLetters()).get(0);
    assertThat(dead.value()).asString(UTF_8).isEqualTo("{\"port\":443}");
    assertThat(header(dead, DeadLetter.STAGE)).isEqualTo("ingest");
    assertThat(header(dead, DeadLetter.FILE)).isEqualTo(file);
    assertThat(header(dead, DeadLetter.LINE)).isEqualTo("3");
    assertThat(header(dead, DeadLetter.REASON))
        .startsWith("ip_str: expected an IPv4 or IPv6 address");
  }

  @Test
  void records_up_to_the_limit_of_the_topic_pass_and_larger_ones_are_dead() throws Exception {
    // Bytes that do not compress, as the broker measures a batch after compression.
    String noise = noise(4_150_000);
    String fits = aRecord().with("html", "\"" + noise + "\"").line();
    String doesNot = aRecord().with("html", "\"" + noise + "x".repeat(60_000) + "\"").line();
    String overlong = "{\"a\":\"" + "x".repeat(17 << 20) + "\"}";

    IngestReport report =
        ingest(file("a", String.join("\n", fits, doesNot, overlong).getBytes(UTF_8))).run();

    assertThat(report.published()).isEqualTo(1);
    assertThat(report.dead()).isEqualTo(2);
    assertThat(committed(topics.deadLetters()))
        .allMatch(record -> record.value().length == 64 << 10);
  }

  @Test
  void a_gzip_that_breaks_off_gives_what_could_be_read_and_a_problem() throws Exception {
    byte[] whole = gzip(lines(0, 500));
    String cut = file("cut.gz", Arrays.copyOf(whole, whole.length * 2 / 3));
    String sound = file("sound", lines(600, 610).getBytes(UTF_8));

    IngestReport report = ingest(cut, sound).run();

    FileReport torn = report.files().get(0);
    assertThat(torn.published()).isBetween(100L, 499L);
    assertThat(torn.dead()).isEqualTo(1);
    assertThat(torn.complete()).isFalse();
    assertThat(report.files().get(1).published()).isEqualTo(10);
    assertThat(report.problems())
        .singleElement()
        .asString()
        .contains("cut.gz: gzip data break off (at byte");
    assertThat(header(committed(topics.deadLetters()).get(0), DeadLetter.REASON))
        .contains("breaks off");
  }

  @Test
  void a_pipe_is_published_as_it_comes_and_a_stop_keeps_what_came() throws Exception {
    try (PipedOutputStream feed = new PipedOutputStream();
        PipedInputStream pipe = new PipedInputStream(feed, 1 << 16);
        Ingest ingest =
            new Ingest(
                IngestSettings.defaults(List.of("-")),
                connection,
                meters,
                pipe,
                Clock.systemUTC())) {
      CompletableFuture<IngestReport> run = CompletableFuture.supplyAsync(ingest::run);
      feed.write((lines(0, 3) + aRecord().line()).getBytes(UTF_8));
      feed.flush();

      await().atMost(Duration.ofSeconds(30)).until(() -> ingest.progress().published() == 3);
      assertThat(committed(topics.banners().name())).hasSize(3);
      assertThat(ingest.alive()).isTrue();
      assertThat(ingest.waitingFor()).isEmpty();
      ingest.stop();

      IngestReport report = run.get(20, TimeUnit.SECONDS);
      assertThat(report.stopped()).isTrue();
      assertThat(report.files().get(0).complete()).isFalse();
      assertThat(report.files().get(0).lastLine()).isEqualTo(3);
      assertThat(report.read()).isEqualTo(3);
      assertThat(ingest.alive()).isFalse();
    }
  }

  @Test
  void a_stream_is_published_as_it_comes_from_one_connection_after_the_other() throws Exception {
    String first = lines(0, 3) + "\n{\"event\":\"debug\",\"discarded\":12}\n{\"ip_str\":";
    try (StreamServer server =
            new StreamServer(StreamServer.lines(first), StreamServer.stall(lines(3, 5)));
        Ingest ingest = new Ingest(streaming(server), connection, meters)) {
      CompletableFuture<IngestReport> run = CompletableFuture.supplyAsync(ingest::run);

      await().atMost(Duration.ofSeconds(30)).until(() -> ingest.progress().published() == 5);
      assertThat(ingest.waitingFor()).isEmpty();
      ingest.stop();

      IngestReport report = run.get(20, TimeUnit.SECONDS);
      assertThat(report.stopped()).isTrue();
      assertThat(report.published()).isEqualTo(5);
      assertThat(report.dead()).isEqualTo(1);
      assertThat(meters.counter("unmask.ingest.discarded").count()).isEqualTo(12);
      assertThat(header(committed(topics.deadLetters()).get(0), DeadLetter.FILE))
          .isEqualTo(server.url());
    }
  }

  @Test
  void a_stream_that_refuses_the_key_ends_the_run_with_the_reason() throws Exception {
    try (StreamServer server = new StreamServer(StreamServer.answer("401 Unauthorized"))) {
      IngestReport report = new Ingest(streaming(server), connection, meters).run();

      assertThat(report.problems())
          .singleElement()
          .asString()
          .startsWith(server.url() + ": HTTP 401: the key was refused");
    }
  }

  private static IngestSettings streaming(StreamServer server) {
    StreamKey key = new StreamKey("secret");
    return IngestSettings.defaults(
        new Feed.Stream(StreamSettings.defaults(server.url(), Optional.of(key))));
  }

  @Test
  void a_folder_is_watched_and_its_files_are_published_once_as_they_come() throws Exception {
    Feed.Folder watched = new Feed.Folder(directory, Duration.ofMillis(100));
    file("a.ndjson", lines(0, 3).getBytes(UTF_8));
    try (Ingest ingest = new Ingest(IngestSettings.defaults(watched), connection, meters)) {
      CompletableFuture<IngestReport> run = CompletableFuture.supplyAsync(ingest::run);
      await().atMost(Duration.ofSeconds(30)).until(() -> ingest.progress().published() == 3);

      Path part = Path.of(file("b.ndjson.part", lines(3, 5).getBytes(UTF_8)));
      file("unlike.ndjson", "nonsense\n".repeat(1_000).getBytes(UTF_8));
      file("a.ndjson", (lines(0, 3) + lines(5, 6)).getBytes(UTF_8));
      await().atMost(Duration.ofSeconds(30)).until(() -> ingest.progress().dead() == 1_000);
      await().atMost(Duration.ofSeconds(30)).until(() -> ingest.progress().published() == 4);
      Files.move(part, directory.resolve("b.ndjson"));
      await().atMost(Duration.ofSeconds(30)).until(() -> ingest.progress().published() == 6);
      ingest.stop();

      IngestReport report = run.get(20, TimeUnit.SECONDS);
      assertThat(report.published()).isEqualTo(6);
      assertThat(report.problems()).singleElement().asString().contains("unlike.ndjson");
    }
    assertThat(committed(topics.banners().name()))
        .hasSize(6)
        .extracting(ConsumerRecord::key)
        .doesNotHaveDuplicates();
  }

  @Test
  void a_wrong_registry_ends_the_run_before_anything_is_published() throws Exception {
    KafkaConnection wrong = connection;
    connection =
        new KafkaConnection(wrong.bootstrapServers(), "http://127.0.0.1:1", topics, Map.of());

    IngestException failure = refused(file("a", lines(0, 10).getBytes(UTF_8)));

    assertThat(failure.fault()).isEqualTo(Fault.DEPENDENCY);
    assertThat(failure).hasMessageContaining("http://127.0.0.1:1");
    connection = wrong;
    assertThat(committed(topics.banners().name())).isEmpty();
    assertThat(committed(topics.deadLetters())).isEmpty();
  }

  @Test
  void a_wrong_broker_ends_the_run_soon() throws Exception {
    connection =
        new KafkaConnection(
            "127.0.0.1:1",
            connection.registryUrl(),
            topics,
            Map.of("default.api.timeout.ms", "2000", "request.timeout.ms", "1000"));

    IngestException failure = refused(file("a", lines(0, 10).getBytes(UTF_8)));

    assertThat(failure.fault()).isEqualTo(Fault.DEPENDENCY);
    assertThat(failure).hasMessageContaining("127.0.0.1:1");
  }

  @Test
  void missing_topics_and_schemas_are_named_with_what_creates_them() throws Exception {
    connection =
        new KafkaConnection(
            connection.bootstrapServers(),
            connection.registryUrl(),
            new Topics("absent"),
            Map.of());

    IngestException failure = refused(file("a", lines(0, 10).getBytes(UTF_8)));

    assertThat(failure.fault()).isEqualTo(Fault.CONFIGURATION);
    assertThat(failure)
        .hasMessageContaining("absent.banners")
        .hasMessageContaining("unmask topics create");
  }

  @Test
  void a_missing_file_stops_the_run_before_the_others_are_begun() throws Exception {
    IngestException failure = refused(file("a", lines(0, 10).getBytes(UTF_8)), directory + "/none");

    assertThat(failure.fault()).isEqualTo(Fault.INPUT);
    assertThat(failure).hasMessage(directory + "/none: there is no such file");
    assertThat(committed(topics.banners().name())).isEmpty();
  }

  private Ingest ingest(String... inputs) {
    return new Ingest(IngestSettings.defaults(List.of(inputs)), connection, meters);
  }

  private IngestException refused(String... inputs) {
    return catchThrowableOfType(IngestException.class, () -> ingest(inputs).run());
  }

  private String file(String name, byte[] content) throws IOException {
    return Files.write(directory.resolve(name), content).toString();
  }

  /** Records of 198.18.x.y, a line each, 100 hosts a subnet. */
  private static String lines(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "\"198.18." + i / 100 + "." + i % 100 + "\"")
        .map(ip -> aRecord().with("ip_str", ip).line() + "\n")
        .collect(Collectors.joining());
  }

  private static String noise(int length) {
    java.util.Random random = new java.util.Random(1);
    StringBuilder noise = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      noise.append((char) ('0' + random.nextInt(10) + (random.nextBoolean() ? 49 : 0)));
    }
    return noise.toString();
  }

  private static byte[] gzip(String content) throws IOException {
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(stored)) {
      out.write(content.getBytes(UTF_8));
    }
    return stored.toByteArray();
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] joined = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, joined, one.length, other.length);
    return joined;
  }

  private Banner deserialize(ConsumerRecord<String, byte[]> record) throws IOException {
    try (AvroFormat format = new AvroFormat(connection)) {
      return format.deserializer(topics.banners()).deserialize(record.topic(), record.value());
    }
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  /** All records of a topic that a reader of committed ones sees. */
  private List<ConsumerRecord<String, byte[]>> committed(String topic) {
    Map<String, Object> settings = connection.client("reader");
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(all);
      Map<TopicPartition, Long> ends = ends(all);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  /** With what is not decided yet: a commit is answered before its readers see it. */
  private Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            connection.client("ends"), new StringDeserializer(), new ByteArrayDeserializer())) {
      return consumer.endOffsets(partitions);
    }
  }
}
