package dev.unmask.schemas.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.schemas.topic.Topics;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

  private final Topics topics = new Topics(Topics.DEFAULT_PREFIX);

  @Test
  void a_line_says_its_place_and_the_reason() {
    ProducerRecord<byte[], byte[]> record =
        DeadLetter.ofLine("ingest", "no JSON", "scan.ndjson", 17, "{".getBytes(UTF_8), false)
            .toRecord(topics);

    assertThat(record.topic()).isEqualTo("unmask.deadletters");
    assertThat(record.value()).asString(UTF_8).isEqualTo("{");
    assertThat(headers(record))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                DeadLetter.STAGE, "ingest",
                DeadLetter.REASON, "no JSON",
                DeadLetter.FILE, "scan.ndjson",
                DeadLetter.LINE, "17"));
  }

  @Test
  void a_line_says_where_in_it_the_fault_is() {
    DeadLetter line =
        DeadLetter.ofLine("ingest", "no JSON", "scan.ndjson", 17, "{".getBytes(UTF_8), false);

    assertThat(headers(line.within(2, "ssl.cert").toRecord(topics)))
        .containsEntry(DeadLetter.LINE, "17")
        .containsEntry(DeadLetter.COLUMN, "2")
        .containsEntry(DeadLetter.FIELD, "ssl.cert");
    assertThat(headers(line.within(1, "").toRecord(topics))).doesNotContainKey(DeadLetter.FIELD);
  }

  @Test
  void a_line_that_is_not_all_there_says_so() {
    ProducerRecord<byte[], byte[]> record =
        DeadLetter.ofLine("ingest", "too long", "-", 1, new byte[3], true).toRecord(topics);

    assertThat(headers(record)).containsEntry(DeadLetter.CUT, "true");
  }

  @Test
  void a_record_keeps_its_key_and_bytes_as_received() {
    ConsumerRecord<byte[], byte[]> received =
        new ConsumerRecord<>("unmask.banners", 3, 42L, "key".getBytes(UTF_8), new byte[] {1, 2});

    ProducerRecord<byte[], byte[]> record =
        DeadLetter.ofRecord("enrich", new IllegalStateException("no"), received).toRecord(topics);

    assertThat(record.key()).isEqualTo(received.key());
    assertThat(record.value()).isEqualTo(received.value());
    assertThat(headers(record))
        .containsEntry(DeadLetter.TOPIC, "unmask.banners")
        .containsEntry(DeadLetter.PARTITION, "3")
        .containsEntry(DeadLetter.OFFSET, "42")
        .containsEntry(DeadLetter.TIMESTAMP, String.valueOf(received.timestamp()))
        .containsEntry(DeadLetter.EXCEPTION, "java.lang.IllegalStateException: no");
  }

  private static Map<String, String> headers(ProducerRecord<?, ?> record) {
    Map<String, String> headers = new TreeMap<>();
    record
        .headers()
        .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
    return headers;
  }
}
