package dev.unmask.ingest.publish;

import static dev.unmask.ingest.record.RecordText.aRecord;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.ingest.record.RecordParser;
import dev.unmask.ingest.source.Input;
import dev.unmask.ingest.source.Line;
import dev.unmask.ingest.source.Lines;
import dev.unmask.ingest.source.OpenInput;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.deadletter.DeadLetter;
import dev.unmask.schemas.serde.AvroFormat;
import dev.unmask.schemas.topic.Topics;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

/**
 * All that can be the matter with a file, in one: what is sound in it is published all the same.
 */
class DamagedFileTest {

  private static final Topics TOPICS = new Topics("test");
  private static final int MAX_LINE_BYTES = 200_000;

  private final String good = aRecord().line();
  private final String wrongType = aRecord().with("timestamp", "[2026,11,23]").line();
  private final String duplicate = aRecord().line().replaceFirst("\\{", "{\"port\":80,");
  private final String huge = aRecord().with("port", "1e999").line();
  private final String broken = aRecord().with("org", "\"caf\u00e9\"").line();
  private final String deep = aRecord().with("opts", "[".repeat(600) + "]".repeat(600)).line();
  private final String overlong = aRecord().with("html", "\"" + "x".repeat(200_000) + "\"").line();

  @Test
  void each_fault_is_a_dead_letter_with_its_place_and_the_rest_goes_on() throws IOException {
    List<String> lines =
        List.of(good, overlong, wrongType, broken, deep, duplicate, huge, "nonsense", good);

    List<Outgoing> records = records(cutWithin(good, lines));

    assertThat(records.stream().filter(record -> !record.dead())).hasSize(2);
    List<Outgoing> dead = records.stream().filter(Outgoing::dead).toList();
    List<String> told =
        List.of(
            "2 [] line: too large with 200",
            "3 [timestamp] timestamp: expected a time such as",
            "4 [org] byte N: Invalid UTF-8",
            "5 [opts.0.0.0.0.0.0.0] byte N: Document nesting depth",
            "6 [port] byte N: expected the field once, got it twice",
            "7 [port] port: expected 0 to 65535, got '1e999'",
            "8 [] byte N: Unrecognized token 'nonsense'",
            "10 [] line: the input breaks off within it");
    assertThat(dead).hasSameSizeAs(told);
    for (int i = 0; i < told.size(); i++) {
      assertThat(summary(dead.get(i))).startsWith(told.get(i));
    }
    assertThat(dead).allMatch(record -> header(record, DeadLetter.FILE).equals("scan.json.gz"));
    assertThat(dead)
        .filteredOn(record -> header(record, DeadLetter.COLUMN).isEmpty())
        .extracting(record -> header(record, DeadLetter.LINE))
        .containsExactly("2", "10");
  }

  private static String summary(Outgoing record) {
    return header(record, DeadLetter.LINE)
        + " ["
        + header(record, DeadLetter.FIELD)
        + "] "
        + header(record, DeadLetter.REASON).replaceFirst("byte [0-9]+:", "byte N:");
  }

  /** A gzip file of the lines, which breaks off within one more. */
  private static byte[] cutWithin(String last, List<String> lines) throws IOException {
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(stored, true)) {
      out.write((String.join("\n", lines) + "\n" + last.substring(0, 20)).getBytes(ISO_8859_1));
      out.flush();
      int whole = stored.size();
      out.write(last.substring(20).getBytes(UTF_8));
      return Arrays.copyOf(stored.toByteArray(), whole);
    }
  }

  private static List<Outgoing> records(byte[] file) throws IOException {
    List<Outgoing> records = new ArrayList<>();
    try (AvroFormat format = format();
        OpenInput opened = Input.of("-", new ByteArrayInputStream(file)).open()) {
      BannerRecords banners =
          new BannerRecords(
              new RecordParser(MAX_LINE_BYTES, Optional.empty()),
              format.serializer(TOPICS.banners()),
              TOPICS,
              "scan.json.gz",
              MAX_LINE_BYTES,
              Clock.systemUTC(),
              discarded -> {});
      Lines lines = opened.lines(MAX_LINE_BYTES);
      for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
        records.addAll(banners.of(line.get()));
      }
    }
    return records;
  }

  private static AvroFormat format() {
    AvroFormat format =
        new AvroFormat(new KafkaConnection("127.0.0.1:1", "mock://damaged-file", TOPICS, Map.of()));
    format.register(TOPICS.banners());
    return format;
  }

  private static String header(Outgoing record, String name) {
    Header found = record.record().headers().lastHeader(name);
    return found == null ? "" : new String(found.value(), UTF_8);
  }
}
