package dev.unmask.ingest.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.unmask.avro.Banner;
import dev.unmask.ingest.record.Reading;
import dev.unmask.ingest.record.RecordParser;
import dev.unmask.ingest.record.Secrets;
import dev.unmask.ingest.source.Line;
import dev.unmask.schemas.deadletter.DeadLetter;
import dev.unmask.schemas.endpoint.Endpoints;
import dev.unmask.schemas.topic.Topics;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The records that a line becomes: a banner each, or a dead letter with the line's place and the
 * reason. Immutable, safe from any thread.
 */
public final class BannerRecords {

  /** Brokers refuse, with its whole batch, a record that is further ahead of their clock. */
  private static final Duration MAX_AHEAD = Duration.ofHours(1);

  private static final String STAGE = "ingest";

  private final RecordParser parser;
  private final Serializer<Banner> serializer;
  private final Topics topics;
  private final String input;
  private final int maxRecordBytes;
  private final Clock clock;
  private final LongConsumer discarded;

  /**
   * @param input name of the input, for the dead letters
   * @param maxRecordBytes the largest key and value together that the topics take
   * @param discarded told how many records the feed says it has left out
   */
  public BannerRecords(
      RecordParser parser,
      Serializer<Banner> serializer,
      Topics topics,
      String input,
      int maxRecordBytes,
      Clock clock,
      LongConsumer discarded) {
    this.parser = parser;
    this.serializer = serializer;
    this.topics = topics;
    this.input = input;
    this.maxRecordBytes = maxRecordBytes;
    this.clock = clock;
    this.discarded = discarded;
  }

  /**
   * The records of a line, in their order.
   *
   * @throws org.apache.kafka.common.errors.SerializationException if the registry fails: never the
   *     line's fault
   */
  public List<Outgoing> of(Line line) {
    return switch (line.state()) {
      case WHOLE, UNTERMINATED ->
          parser.parse(line.bytes(), clock.instant().plus(MAX_AHEAD)).stream()
              .flatMap(reading -> outgoing(reading, line).stream())
              .toList();
      case OVERLONG ->
          List.of(tooLarge("line", line.length(), ByteBuffer.wrap(line.bytes()), line));
      case TORN -> List.of(torn(line));
    };
  }

  private Optional<Outgoing> outgoing(Reading reading, Line line) {
    if (reading instanceof Reading.Parsed parsed) {
      return Optional.of(banner(parsed.banner(), line));
    }
    if (reading instanceof Reading.Rejected rejected) {
      return Optional.of(dead(rejected, line));
    }
    discarded.accept(((Reading.Notice) reading).discarded());
    return Optional.empty();
  }

  private Outgoing banner(Banner banner, Line line) {
    byte[] key = Endpoints.key(banner.getEndpoint()).getBytes(UTF_8);
    byte[] value = serializer.serialize(topics.banners().name(), banner);
    if (key.length + value.length > maxRecordBytes) {
      return tooLarge("record", value.length, banner.getRaw(), line);
    }
    long eventTime = banner.getObservedAt().toEpochMilli();
    return new Outgoing(
        new ProducerRecord<>(topics.banners().name(), null, eventTime, key, value), false);
  }

  private Outgoing tooLarge(String what, long size, ByteBuffer bytes, Line line) {
    String reason =
        what
            + ": too large with "
            + size
            + " bytes; of what was received the first 64 KiB are kept";
    return dead(letter(reason, head(Secrets.before(bytes), Line.HEAD_BYTES), true, line));
  }

  private Outgoing torn(Line line) {
    String reason = "line: the input breaks off within it";
    return dead(
        letter(
            reason,
            head(Secrets.before(ByteBuffer.wrap(line.bytes())), Line.HEAD_BYTES),
            true,
            line));
  }

  private Outgoing dead(Reading.Rejected rejected, Line line) {
    ByteBuffer raw = rejected.raw();
    boolean tooLarge = raw.remaining() > maxRecordBytes;
    byte[] kept = head(raw, tooLarge ? Line.HEAD_BYTES : raw.remaining());
    return dead(
        letter(rejected.sentence(), kept, tooLarge || !rejected.whole(), line)
            .within(rejected.spot().column(), rejected.spot().field()));
  }

  private DeadLetter letter(String reason, byte[] bytes, boolean cut, Line line) {
    return DeadLetter.ofLine(STAGE, reason, input, line.number(), bytes, cut);
  }

  private Outgoing dead(DeadLetter letter) {
    return new Outgoing(letter.toRecord(topics), true);
  }

  private static byte[] head(ByteBuffer bytes, int limit) {
    byte[] head = new byte[Math.min(limit, bytes.remaining())];
    bytes.duplicate().get(head);
    return head;
  }
}
