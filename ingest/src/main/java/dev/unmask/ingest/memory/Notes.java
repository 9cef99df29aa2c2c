package dev.unmask.ingest.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.unmask.avro.Ingested;
import dev.unmask.ingest.publish.Committed;
import dev.unmask.ingest.source.FileState;
import dev.unmask.schemas.topic.Topic;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * What the ingestion of one file notes of itself, a record for each of its transactions: how far it
 * is with it. Used by one thread.
 */
public final class Notes {

  private final Topic<Ingested> topic;
  private final Serializer<Ingested> serializer;
  private final String key;
  private final FileState state;
  private final Clock clock;
  private Ingested newest;

  /**
   * @param key the file's identity
   * @param state of the file before anything is read of it, so that what is appended meanwhile is
   *     noticed the next time
   * @param before what was noted by those who went before; empty at the beginning
   */
  public Notes(
      Topic<Ingested> topic,
      Serializer<Ingested> serializer,
      String key,
      FileState state,
      Optional<Ingested> before,
      Clock clock) {
    this.topic = topic;
    this.serializer = serializer;
    this.key = key;
    this.state = state;
    this.clock = clock;
    newest = before.orElseGet(Ingested::new);
  }

  /** That so much more is done. */
  public ProducerRecord<byte[], byte[]> progress(Committed more) {
    return note(more, false, Optional.empty());
  }

  /**
   * That so much more is done, and no more can be.
   *
   * @param problem why, where it is not the file's own end
   */
  public ProducerRecord<byte[], byte[]> end(Committed more, Optional<String> problem) {
    return note(more, true, problem);
  }

  private ProducerRecord<byte[], byte[]> note(
      Committed more, boolean finished, Optional<String> problem) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    newest =
        Ingested.newBuilder()
            .setOffset(more.place().offset())
            .setLine(more.place().line())
            .setCrc32c(more.place().crc32c())
            .setPublished(newest.getPublished() + more.published())
            .setDead(newest.getDead() + more.dead())
            .setFinished(finished)
            .setProblem(problem.orElse(""))
            .setSize(state.size())
            .setModifiedAt(state.modifiedAt())
            .setCommittedAt(now)
            .build();
    byte[] value = serializer.serialize(topic.name(), newest);
    return new ProducerRecord<>(topic.name(), key.getBytes(UTF_8), value);
  }
}
