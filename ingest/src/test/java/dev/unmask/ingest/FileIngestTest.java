package dev.unmask.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.unmask.ingest.memory.Notes;
import dev.unmask.ingest.publish.Batching;
import dev.unmask.ingest.publish.Outgoing;
import dev.unmask.ingest.publish.Transactions;
import dev.unmask.ingest.source.FileState;
import dev.unmask.ingest.source.Input;
import dev.unmask.ingest.source.Line;
import dev.unmask.ingest.source.OpenInput;
import dev.unmask.ingest.source.Place;
import dev.unmask.schemas.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FileIngestTest {

  private static final Batching BATCHING = new Batching(10, 1 << 20, Duration.ofSeconds(10));

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Transactions transactions = new Transactions(producer, BATCHING, System::nanoTime);

  @BeforeEach
  void start() {
    transactions.start();
  }

  @Test
  void read_is_published_plus_dead_in_report_and_metrics() throws Exception {
    FileIngest file = run("good\nbad\n\nboth\n".repeat(10), FileIngestTest::byItsText, 1);

    FileReport report = file.report();
    assertThat(report)
        .isEqualTo(
            new FileReport("-", 40, 20, 20, 150, 40, true, Optional.empty(), report.problem()));
    assertThat(report.problem()).isEmpty();
    assertThat(count("unmask.ingest.read")).isEqualTo(40);
    assertThat(count("unmask.ingest.published")).isEqualTo(20);
    assertThat(count("unmask.ingest.dead")).isEqualTo(20);
    assertThat(producer.history()).hasSize(40);
    assertThat(producer.commitCount()).isEqualTo(4);
  }

  @Test
  void a_stop_commits_what_is_at_hand_and_says_where() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    FileIngest file = file(open("good\n".repeat(1_000)), Optional.of(notes()), 1);

    try (ReadAhead lines = ahead("good\n".repeat(1_000), FileIngestTest::byItsText)) {
      file.run(lines, transactions, () -> asked.incrementAndGet() > 15);
    }

    assertThat(file.report().complete()).isFalse();
    assertThat(file.report().problem()).isEmpty();
    assertThat(file.report().published()).isBetween(1L, 15L).isEqualTo(file.report().lastLine());
    assertThat(producer.history())
        .filteredOn(record -> record.topic().equals("banners"))
        .hasSize((int) file.report().published());
  }

  @Test
  void a_stop_commits_all_that_was_read_of_what_passes_only_once() throws Exception {
    CountDownLatch parsed = new CountDownLatch(100);
    try (PipedOutputStream writer = new PipedOutputStream();
        PipedInputStream pipe = new PipedInputStream(writer)) {
      writer.write(("good\n".repeat(100) + "go").getBytes(UTF_8));
      writer.flush();
      OpenInput opened = Input.of("-", pipe).open();
      FileIngest file = file(opened, Optional.empty(), 1);

      try (ReadAhead lines =
          new ReadAhead(opened, Place.START, 1 << 20, 2, line -> counted(line, parsed))) {
        file.run(lines, transactions, () -> awaited(parsed));
      }

      assertThat(file.report().published()).isEqualTo(100);
      assertThat(file.report().dead()).as("the line that was not whole yet").isZero();
      assertThat(file.report().complete()).isFalse();
      assertThat(file.report().problem()).isEmpty();
    }
  }

  @Test
  void what_cannot_be_read_on_broke_off_unless_that_is_how_the_input_is() throws Exception {
    assertThat(run(failing(new IOException("stale handle"))).brokeOff()).isTrue();
    assertThat(run(failing(new EOFException("damaged"))).brokeOff()).isFalse();
    assertThat(run(open("BZh91AY&SY")).brokeOff()).isFalse();
    assertThat(run(open("good\n")).brokeOff()).isFalse();
  }

  @Test
  void an_input_of_which_most_is_unreadable_ends_the_run() {
    assertThatThrownBy(() -> run("bad\n".repeat(1_000), FileIngestTest::byItsText, 0.5))
        .isInstanceOf(IngestException.class)
        .hasMessageContaining("1000 of 1000 records went to the dead letters by line 1000");
    assertThat(producer.history()).hasSize(1_000);
  }

  @Test
  void a_registry_that_fails_ends_the_run_without_a_dead_letter() {
    Function<Line, List<Outgoing>> failing =
        line -> {
          throw new SerializationException("no registry");
        };

    assertThatThrownBy(() -> run("good\n", failing, 1)).isInstanceOf(SerializationException.class);
    transactions.close();
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void a_broker_that_fails_ends_the_run_with_nothing_counted() throws Exception {
    producer.commitTransactionException = new KafkaException("broken");
    FileIngest file = file("good\n", 1);

    try (ReadAhead lines = ahead("good\n", FileIngestTest::byItsText)) {
      assertThatThrownBy(() -> file.run(lines, transactions, () -> false)).hasMessage("broken");
    }

    assertThat(file.report().read()).isZero();
    assertThat(count("unmask.ingest.read")).isZero();
  }

  private FileIngest run(String content, Function<Line, List<Outgoing>> parse, double maxDeadShare)
      throws Exception {
    return run(open(content), parse, maxDeadShare);
  }

  private FileIngest run(OpenInput opened) throws Exception {
    return run(opened, FileIngestTest::byItsText, 1);
  }

  private FileIngest run(
      OpenInput opened, Function<Line, List<Outgoing>> parse, double maxDeadShare)
      throws Exception {
    FileIngest file = file(opened, Optional.empty(), maxDeadShare);
    try (ReadAhead lines = new ReadAhead(opened, Place.START, 1 << 20, 2, parse)) {
      file.run(lines, transactions, () -> false);
    }
    return file;
  }

  private FileIngest file(String content, double maxDeadShare) throws IOException {
    return file(open(content), Optional.empty(), maxDeadShare);
  }

  private FileIngest file(OpenInput opened, Optional<Notes> notes, double maxDeadShare) {
    return new FileIngest(
        Input.of("-", InputStream.nullInputStream()),
        opened,
        notes,
        Optional.empty(),
        maxDeadShare,
        new Counters(meters));
  }

  private static Notes notes() {
    return new Notes(
        new Topics("test").ingested(),
        (topic, note) -> new byte[0],
        "key",
        new FileState(5_000, Instant.EPOCH),
        Optional.empty(),
        Clock.systemUTC());
  }

  private static List<Outgoing> counted(Line line, CountDownLatch parsed) {
    parsed.countDown();
    return byItsText(line);
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static ReadAhead ahead(String content, Function<Line, List<Outgoing>> parse)
      throws IOException {
    return new ReadAhead(open(content), Place.START, 1 << 20, 2, parse);
  }

  private static OpenInput open(String content) throws IOException {
    return Input.of("-", new ByteArrayInputStream(content.getBytes(UTF_8))).open();
  }

  private static OpenInput failing(IOException failure) {
    return OpenInput.plain(
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw failure;
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            throw failure;
          }
        });
  }

  private static List<Outgoing> byItsText(Line line) {
    Outgoing good = new Outgoing(new ProducerRecord<>("banners", line.bytes()), false);
    Outgoing bad = new Outgoing(new ProducerRecord<>("deadletters", line.bytes()), true);
    return switch (new String(line.bytes(), UTF_8)) {
      case "good" -> List.of(good);
      case "bad" -> List.of(bad);
      default -> List.of(good, bad);
    };
  }

  private double count(String name) {
    return meters.counter(name).count();
  }
}
