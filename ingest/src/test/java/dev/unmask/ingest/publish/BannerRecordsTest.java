package dev.unmask.ingest.publish;

import static dev.unmask.ingest.record.RecordText.aRecord;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.unmask.avro.Banner;
import dev.unmask.ingest.record.RecordParser;
import dev.unmask.ingest.source.Line;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.deadletter.DeadLetter;
import dev.unmask.schemas.serde.AvroFormat;
import dev.unmask.schemas.topic.Topics;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class BannerRecordsTest {

  private static final Topics TOPICS = new Topics("test");
  private static final int MAX_RECORD_BYTES = 100_000;
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-24T06:00:00Z"), ZoneOffset.UTC);

  private final AtomicLong discarded = new AtomicLong();
  private final AvroFormat format =
      new AvroFormat(new KafkaConnection("127.0.0.1:1", "mock://banner-records", TOPICS, Map.of()));

  @Test
  void a_banner_is_keyed_by_endpoint_and_stamped_with_its_own_time() {
    byte[] line = aRecord().bytes();

    ProducerRecord<byte[], byte[]> record = only(records().of(whole(line)), false);

    assertThat(record.topic()).isEqualTo("test.banners");
    assertThat(record.key()).asString(UTF_8).isEqualTo("192.0.2.7:443/tcp");
    assertThat(record.timestamp())
        .isEqualTo(Instant.parse("2026-11-23T05:06:07.890Z").toEpochMilli());
    assertThat(record.partition()).isNull();
    Banner banner =
        format.deserializer(TOPICS.banners()).deserialize("test.banners", record.value());
    assertThat(banner.getRaw().array()).isEqualTo(line);
  }

  @Test
  void a_line_that_cannot_be_read_is_a_dead_letter_with_its_place() {
    ProducerRecord<byte[], byte[]> record = only(records().of(whole("{".getBytes(UTF_8))), true);

    assertThat(record.topic()).isEqualTo("test.deadletters");
    assertThat(record.key()).isNull();
    assertThat(record.value()).asString(UTF_8).isEqualTo("{");
    assertThat(header(record, DeadLetter.STAGE)).isEqualTo("ingest");
    assertThat(header(record, DeadLetter.REASON)).startsWith("byte 2: Unexpected end-of-input");
    assertThat(header(record, DeadLetter.FILE)).isEqualTo("scan.ndjson");
    assertThat(header(record, DeadLetter.LINE)).isEqualTo("12");
    assertThat(header(record, DeadLetter.COLUMN)).isEqualTo("2");
  }

  @Test
  void a_field_that_forbids_a_record_is_named_with_its_place() {
    byte[] line = aRecord().with("port", "\"https\"").bytes();

    ProducerRecord<byte[], byte[]> record = only(records().of(whole(line)), true);

    assertThat(header(record, DeadLetter.FIELD)).isEqualTo("port");
    assertThat(header(record, DeadLetter.COLUMN))
        .isEqualTo(String.valueOf(new String(line, UTF_8).indexOf("\"https\"") + 1));
  }

  @Test
  void what_a_stream_says_it_has_left_out_is_counted_and_no_record() {
    byte[] notice = "{\"event\":\"debug\",\"discarded\":12}".getBytes(UTF_8);

    assertThat(records().of(whole(notice))).isEmpty();
    assertThat(discarded).hasValue(12);
  }

  @Test
  void the_bytes_of_a_dead_letter_are_whole_as_long_as_the_topic_takes_them() {
    byte[] fits = ("{" + " ".repeat(99_000)).getBytes(UTF_8);
    byte[] doesNot = ("{" + " ".repeat(MAX_RECORD_BYTES)).getBytes(UTF_8);

    assertThat(only(records().of(whole(fits)), true).value()).isEqualTo(fits);
    assertThat(only(records().of(whole(doesNot)), true).value()).hasSize(Line.HEAD_BYTES);
  }

  @Test
  void a_record_that_is_too_large_for_the_topic_is_a_dead_letter_with_its_head() {
    byte[] line = aRecord().with("html", "\"" + "x".repeat(MAX_RECORD_BYTES) + "\"").bytes();

    ProducerRecord<byte[], byte[]> record = only(records().of(whole(line)), true);

    assertThat(record.value()).hasSize(Line.HEAD_BYTES).startsWith(line[0], line[1]);
    assertThat(header(record, DeadLetter.REASON)).startsWith("record: too large with 100");
  }

  @Test
  void overlong_and_torn_lines_are_dead_letters() {
    Line overlong = new Line(12, new byte[Line.HEAD_BYTES], 20_000_000, Line.State.OVERLONG);
    Line torn = new Line(12, aRecord().bytes(), aRecord().bytes().length, Line.State.TORN);

    assertThat(header(only(records().of(overlong), true), DeadLetter.REASON))
        .isEqualTo(
            "line: too large with 20000000 bytes; of what was received the first 64 KiB are kept");
    assertThat(header(only(records().of(torn), true), DeadLetter.REASON))
        .isEqualTo("line: the input breaks off within it");
  }

  @Test
  void a_record_may_be_an_hour_ahead_and_no_more() {
    byte[] within = aRecord().with("timestamp", "\"2026-11-24T07:00:00\"").bytes();
    byte[] beyond = aRecord().with("timestamp", "\"2026-11-24T07:00:00.001\"").bytes();

    only(records().of(whole(within)), false);
    only(records().of(whole(beyond)), true);
  }

  @Test
  void a_registry_that_does_not_know_the_schema_is_not_the_lines_fault() {
    AvroFormat unknowing =
        new AvroFormat(new KafkaConnection("127.0.0.1:1", "mock://nothing-here", TOPICS, Map.of()));
    BannerRecords records =
        new BannerRecords(
            new RecordParser(1 << 20, Optional.empty()),
            unknowing.serializer(TOPICS.banners()),
            TOPICS,
            "scan.ndjson",
            MAX_RECORD_BYTES,
            NOW,
            discarded::addAndGet);

    assertThatThrownBy(() -> records.of(whole(aRecord().bytes())))
        .isInstanceOf(SerializationException.class);
  }

  private BannerRecords records() {
    format.register(TOPICS.banners());
    return new BannerRecords(
        new RecordParser(1 << 20, Optional.empty()),
        format.serializer(TOPICS.banners()),
        TOPICS,
        "scan.ndjson",
        MAX_RECORD_BYTES,
        NOW,
        discarded::addAndGet);
  }

  private static Line whole(byte[] bytes) {
    return new Line(12, bytes, bytes.length, Line.State.WHOLE);
  }

  private static ProducerRecord<byte[], byte[]> only(List<Outgoing> records, boolean dead) {
    assertThat(records).hasSize(1);
    assertThat(records.get(0).dead()).isEqualTo(dead);
    return records.get(0).record();
  }

  private static String header(ProducerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
