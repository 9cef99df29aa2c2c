package dev.unmask.schemas.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.unmask.schemas.topic.Topics;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be used: its bytes as received, and in headers which stage gave it up,
 * why, and where it came from. Immutable but for its bytes, which belong to whoever made it.
 */
public final class DeadLetter {

  /** Header: which stage gave the record up, for example {@code ingest}. */
  public static final String STAGE = "unmask.stage";

  /** Header: why, for people. */
  public static final String REASON = "unmask.reason";

  /** Header: class and message of the exception, where there was one. */
  public static final String EXCEPTION = "unmask.exception";

  /** Header of a line's file; {@code -} is standard input. */
  public static final String FILE = "unmask.source.file";

  /** Header of a line's number in its file, from 1. */
  public static final String LINE = "unmask.source.line";

  /** Header of the byte of the line, from 1, at which it cannot be read. */
  public static final String COLUMN = "unmask.source.column";

  /** Header of the field that cannot be read, a name or a path such as {@code ssl.cert.serial}. */
  public static final String FIELD = "unmask.source.field";

  /** Header of the topic that a record came from. */
  public static final String TOPIC = "unmask.source.topic";

  /** Header of the partition that a record came from. */
  public static final String PARTITION = "unmask.source.partition";

  /** Header of the offset that a record came from. */
  public static final String OFFSET = "unmask.source.offset";

  /** Header of the timestamp that a record had, in milliseconds since 1970. */
  public static final String TIMESTAMP = "unmask.source.timestamp";

  /** Header of what was not kept with all its bytes: it cannot be given back. */
  public static final String CUT = "unmask.cut";

  /** Of what is too long for the topic, only so many bytes are kept. */
  public static final int MAX_CUT_BYTES = 64 << 10;

  private static final int MAX_HEADER_CHARACTERS = 1_000;

  private final Map<String, String> headers;
  private final byte @Nullable [] key;
  private final byte @Nullable [] value;

  private DeadLetter(Map<String, String> headers, byte @Nullable [] key, byte @Nullable [] value) {
    this.headers = headers;
    this.key = key;
    this.value = value;
  }

  /**
   * A line of a file or of standard input.
   *
   * @param line its number, from 1
   * @param bytes what is kept of it
   * @param cut whether that is not all
   */
  public static DeadLetter ofLine(
      String stage, String reason, String file, long line, byte[] bytes, boolean cut) {
    Map<String, String> headers = new TreeMap<>();
    headers.put(STAGE, stage);
    headers.put(REASON, reason);
    headers.put(FILE, file);
    headers.put(LINE, String.valueOf(line));
    if (cut) {
      headers.put(CUT, "true");
    }
    return new DeadLetter(headers, null, bytes);
  }

  /**
   * The same, which says where in the line the fault is.
   *
   * @param column the byte, from 1
   * @param field a name or a path; empty if it is in none
   */
  public DeadLetter within(long column, String field) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(COLUMN, String.valueOf(column));
    if (!field.isEmpty()) {
      more.put(FIELD, field);
    }
    return new DeadLetter(more, key, value);
  }

  /** A record of a topic, given up because of an exception. */
  public static DeadLetter ofRecord(
      String stage, Throwable failure, ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new TreeMap<>();
    headers.put(STAGE, stage);
    headers.put(REASON, String.valueOf(failure.getMessage()));
    headers.put(EXCEPTION, failure.toString());
    headers.put(TOPIC, record.topic());
    headers.put(PARTITION, String.valueOf(record.partition()));
    headers.put(OFFSET, String.valueOf(record.offset()));
    headers.put(TIMESTAMP, String.valueOf(record.timestamp()));
    return new DeadLetter(headers, record.key(), record.value());
  }

  /** The record for the topic of dead letters, without a timestamp of its own. */
  public ProducerRecord<byte[], byte[]> toRecord(Topics topics) {
    ProducerRecord<byte[], byte[]> dead = new ProducerRecord<>(topics.deadLetters(), key, value);
    headers.forEach((name, text) -> add(dead.headers(), name, text));
    return dead;
  }

  private static void add(Headers headers, String name, String text) {
    String cut =
        text.length() > MAX_HEADER_CHARACTERS ? text.substring(0, MAX_HEADER_CHARACTERS) : text;
    headers.add(name, cut.getBytes(UTF_8));
  }
}
