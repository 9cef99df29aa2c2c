package dev.unmask.app.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.unmask.schemas.deadletter.DeadLetter;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * One dead letter as it was read. Anybody may write to the topic, so that no header is sure to be
 * there or to be what it should be.
 *
 * @param place where it is on the topic
 * @param at when it was written
 * @param headers by name, the last of a name
 * @param key of the record that was given up; null if it had none
 * @param value its bytes; null if it had none, or they are not kept in memory
 * @param size how many bytes there are
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as received; letters are told apart by place
public record Letter(
    LetterPlace place,
    Instant at,
    SortedMap<String, String> headers,
    byte @Nullable [] key,
    byte @Nullable [] value,
    int size) {

  /** Reads it. */
  static Letter of(ConsumerRecord<byte[], byte[]> record) {
    SortedMap<String, String> headers = new TreeMap<>();
    for (Header header : record.headers()) {
      headers.put(header.key(), header.value() == null ? "" : new String(header.value(), UTF_8));
    }
    return new Letter(
        new LetterPlace(record.partition(), record.offset()),
        Instant.ofEpochMilli(record.timestamp()),
        headers,
        record.key(),
        record.value(),
        record.value() == null ? 0 : record.value().length);
  }

  /** A header; empty text if there is none. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** The stage that gave it up. */
  public String stage() {
    return header(DeadLetter.STAGE);
  }

  /** Why. */
  public String reason() {
    return header(DeadLetter.REASON);
  }

  /**
   * Where the record came from: a file, a line and, where it is known, a column, or a topic, a
   * partition and an offset.
   */
  public String source() {
    return topic()
        .map(name -> name + "-" + header(DeadLetter.PARTITION) + " at " + header(DeadLetter.OFFSET))
        .orElseGet(() -> header(DeadLetter.FILE) + ":" + header(DeadLetter.LINE) + column());
  }

  private String column() {
    return headers.containsKey(DeadLetter.COLUMN) ? ":" + header(DeadLetter.COLUMN) : "";
  }

  /** The topic that the record came from; empty if it was a line. */
  public Optional<String> topic() {
    return Optional.ofNullable(headers.get(DeadLetter.TOPIC));
  }

  /** The same for a list, which may be long. */
  public Letter withoutBytes() {
    return new Letter(place, at, headers, null, null, size);
  }

  /** Whether not all of its bytes were kept. */
  boolean isCut() {
    return headers.containsKey(DeadLetter.CUT);
  }

  /** The timestamp that the record had; null where that is not known. */
  @Nullable Long timestamp() {
    String text = header(DeadLetter.TIMESTAMP);
    return text.matches("[0-9]{1,18}") ? Long.valueOf(text) : null;
  }
}
