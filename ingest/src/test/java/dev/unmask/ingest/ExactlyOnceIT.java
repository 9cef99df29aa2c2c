package dev.unmask.ingest;

import static dev.unmask.ingest.record.RecordText.aRecord;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.luben.zstd.Zstd;
import dev.unmask.schemas.administration.TopicAdministration;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.topic.Topics;
import dev.unmask.stack.LocalStack;
import dev.unmask.stack.junit.LocalStackExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
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

/** Every record of a file once, whatever happens to who ingests it. */
@ExtendWith(LocalStackExtension.class)
@Timeout(180)
@Execution(ExecutionMode.CONCURRENT)
class ExactlyOnceIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private Path directory;

  private final Topics topics = new Topics("t" + UUID.randomUUID().toString().substring(0, 8));
  private final KafkaConnection connection;

  ExactlyOnceIT(LocalStack stack) {
    connection =
        new KafkaConnection(stack.bootstrapServers(), stack.registryUrl(), topics, Map.of());
  }

  @BeforeEach
  void create_topics() throws IOException {
    try (TopicAdministration administration = new TopicAdministration(connection)) {
      administration.create(2, (short) 1);
    }
  }

  @Test
  void plain_gzip_and_zstd_files_survive_any_number_of_kills() throws Exception {
    List<String> files =
        List.of(
            file("a.ndjson", lines(0, 2_000).getBytes(UTF_8)),
            file("b.gz", join(gzip(lines(2_000, 3_000)), gzip(lines(3_000, 4_000)))),
            file("c.zst", Zstd.compress(lines(4_000, 6_000).getBytes(UTF_8))));

    for (long target : List.of(700L, 2_800L, 5_000L)) {
      try (IngestProcess process = IngestProcess.start(connection, files)) {
        await().atMost(PATIENCE).until(() -> written() >= target);
        process.kill();
      }
    }
    assertThat(committed("read_committed").size()).as("killed on the way").isLessThan(6_000);
    try (IngestProcess last = IngestProcess.start(connection, files)) {
      assertThat(last.await(PATIENCE)).isZero();
    }

    assertThat(committed()).hasSize(6_000).containsOnlyKeys(keys(0, 6_000));
    assertThat(committed().values()).containsOnly(1);
  }

  @Test
  void a_finished_file_is_ingested_once_more_only_when_told_so() throws Exception {
    String file = file("a", (lines(0, 10) + "nonsense\n").getBytes(UTF_8));
    assertThat(ingest(false, file).published()).isEqualTo(10);

    IngestReport second = ingest(false, file);

    assertThat(second.read()).isZero();
    assertThat(second.problems()).isEmpty();
    assertThat(second.stopped()).isFalse();
    assertThat(second.remarks())
        .singleElement()
        .asString()
        .startsWith(file + " was ingested already: 10 banners and 1 dead letters came of it by ")
        .endsWith("--again ingests it once more");
    assertThat(ingest(true, file).published()).isEqualTo(10);
    assertThat(committed().values()).containsOnly(2);
  }

  @Test
  void a_file_that_was_only_touched_or_copied_is_known_by_what_is_in_it() throws Exception {
    String file = file("a", lines(0, 10).getBytes(UTF_8));
    ingest(false, file);
    Files.setLastModifiedTime(Path.of(file), FileTime.from(Instant.parse("2026-01-02T03:04:05Z")));

    IngestReport second = ingest(false, file);

    assertThat(second.read()).isZero();
    assertThat(second.problems()).isEmpty();
    assertThat(second.remarks()).singleElement().asString().contains("goes on after line 10");
    assertThat(ingest(false, file).remarks())
        .singleElement()
        .asString()
        .contains("was ingested already: 10 banners");
  }

  @Test
  void of_a_file_that_grew_what_is_new_is_ingested() throws Exception {
    String plain = file("a", lines(0, 10).getBytes(UTF_8));
    String gzip = file("b", gzip(lines(10, 20)));
    ingest(false, plain, gzip);
    Files.write(Path.of(plain), lines(20, 25).getBytes(UTF_8), StandardOpenOption.APPEND);
    Files.write(Path.of(gzip), gzip(lines(25, 30)), StandardOpenOption.APPEND);

    IngestReport second = ingest(false, plain, gzip);

    assertThat(second.files()).extracting(FileReport::published).containsExactly(5L, 5L);
    assertThat(committed()).containsOnlyKeys(keys(0, 30));
    assertThat(committed().values()).containsOnly(1);
  }

  @Test
  void a_line_that_was_still_being_written_is_read_once_it_is_whole() throws Exception {
    String text = lines(0, 10);
    String file = file("a", text.substring(0, text.length() - 20).getBytes(UTF_8));
    assertThat(ingest(false, file).published()).isEqualTo(9);
    Files.write(Path.of(file), (text + lines(10, 12)).getBytes(UTF_8));

    assertThat(ingest(false, file).published()).isEqualTo(3);
    assertThat(committed()).containsOnlyKeys(keys(0, 12));
    assertThat(committed().values()).containsOnly(1);
  }

  @Test
  void a_file_that_was_cut_off_is_read_on_once_it_is_whole() throws Exception {
    byte[] whole = gzip(lines(0, 500));
    String file = file("a.gz", Arrays.copyOf(whole, whole.length / 2));
    IngestReport cut = ingest(false, file);
    assertThat(cut.problems()).hasSize(1);
    assertThat(ingest(false, file).problems())
        .as("the same file, untouched")
        .singleElement()
        .asString()
        .contains("gzip data break off");
    Files.write(Path.of(file), whole);

    IngestReport rest = ingest(false, file);

    assertThat(rest.problems()).isEmpty();
    assertThat(cut.published() + rest.published()).isEqualTo(500);
    assertThat(committed()).containsOnlyKeys(keys(0, 500));
    assertThat(committed().values()).containsOnly(1);
  }

  @Test
  void a_file_that_was_changed_is_noticed_and_left_alone_until_told_so() throws Exception {
    String file = file("a", lines(0, 10).getBytes(UTF_8));
    ingest(false, file);
    file("a", (lines(0, 5) + lines(50, 60)).getBytes(UTF_8));

    IngestReport second = ingest(false, file);

    assertThat(second.read()).isZero();
    assertThat(second.problems())
        .singleElement()
        .asString()
        .startsWith(file + ": what was ingested of it at another time is not there any more")
        .contains("--again");
    assertThat(ingest(false, file).problems()).hasSize(1);
    assertThat(ingest(true, file).published()).isEqualTo(15);
  }

  @Test
  void another_file_of_the_same_name_is_another_file() throws Exception {
    String file = file("latest", lines(0, 10).getBytes(UTF_8));
    ingest(false, file);
    file("latest", lines(10, 20).getBytes(UTF_8));

    IngestReport second = ingest(false, file);

    assertThat(second.published()).isEqualTo(10);
    assertThat(second.remarks()).singleElement().asString().contains("is another file");
    assertThat(committed().values()).containsOnly(1);
  }

  @Test
  void of_two_that_ingest_one_file_the_second_wins_and_the_first_says_so() throws Exception {
    String file = file("a", lines(0, 5_000).getBytes(UTF_8));
    Ingest first = new Ingest(settings(false, 10, file), connection, new SimpleMeterRegistry());
    CompletableFuture<IngestReport> running = CompletableFuture.supplyAsync(first::run);
    await().atMost(PATIENCE).until(() -> first.progress().published() > 100);

    IngestReport second = ingest(false, file);

    IngestException shutOut =
        (IngestException) running.handle((report, failure) -> cause(failure)).join();
    // Asked to commit at the very moment, a broker answers with an error that says nothing.
    assertThat(shutOut)
        .message()
        .containsPattern(Pattern.quote(file) + ": another run has begun|^ingestion ended by");
    assertThat(second.published()).isBetween(1L, 4_999L);
    assertThat(committed()).hasSize(5_000);
    assertThat(committed().values()).containsOnly(1);
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException ? failure.getCause() : failure;
  }

  private IngestReport ingest(boolean again, String... files) {
    return new Ingest(settings(again, 10_000, files), connection, new SimpleMeterRegistry()).run();
  }

  private static IngestSettings settings(boolean again, int batchRecords, String... files) {
    IngestSettings defaults = IngestSettings.defaults(List.of(files));
    return new IngestSettings(
        defaults.feed(),
        defaults.format(),
        defaults.maxLineBytes(),
        2,
        batchRecords,
        defaults.batchBytes(),
        Duration.ofMillis(100),
        0.5,
        again);
  }

  private String file(String name, byte[] content) throws IOException {
    return Files.write(directory.resolve(name), content).toString();
  }

  private static String lines(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> aRecord().with("ip_str", "\"" + address(i) + "\"").line() + "\n")
        .collect(Collectors.joining());
  }

  private static String[] keys(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> address(i) + ":443/tcp").toArray(String[]::new);
  }

  private static String address(int i) {
    return "198.18." + i / 200 + "." + i % 200;
  }

  private static byte[] gzip(String content) throws IOException {
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(stored)) {
      out.write(content.getBytes(UTF_8));
    }
    return stored.toByteArray();
  }

  private static byte[] join(byte[] one, byte[] other) throws IOException {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.write(one);
    joined.write(other);
    return joined.toByteArray();
  }

  /** How far the topic of banners goes, with what is not committed and the markers. */
  private long written() {
    return ends("read_uncommitted").values().stream().mapToLong(end -> end).sum();
  }

  private Map<TopicPartition, Long> ends(String isolation) {
    try (KafkaConsumer<String, byte[]> consumer = consumer(isolation)) {
      return consumer.endOffsets(partitions(consumer));
    }
  }

  /** When all is decided: a commit is answered before its readers see it. */
  private Map<String, Integer> committed() {
    return committed("read_uncommitted");
  }

  /**
   * How often each key is on the topic of banners, for a reader of what is committed.
   *
   * @param isolation of the end up to which is read
   */
  private Map<String, Integer> committed(String isolation) {
    Map<TopicPartition, Long> ends = ends(isolation);
    Map<String, Integer> times = new HashMap<>();
    try (KafkaConsumer<String, byte[]> consumer = consumer("read_committed")) {
      List<TopicPartition> partitions = partitions(consumer);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(record -> times.merge(record.key(), 1, Integer::sum));
      }
    }
    return times;
  }

  private KafkaConsumer<String, byte[]> consumer(String isolation) {
    Map<String, Object> settings = connection.client("reader");
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer) {
    return new ArrayList<>(
        consumer.partitionsFor(topics.banners().name()).stream()
            .map(found -> new TopicPartition(found.topic(), found.partition()))
            .toList());
  }
}
