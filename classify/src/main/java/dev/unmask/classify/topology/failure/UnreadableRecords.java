package dev.unmask.classify.topology.failure;

import dev.unmask.classify.topology.watch.ClassifyCounters;
import dev.unmask.schemas.deadletter.DeadLetter;
import dev.unmask.schemas.serde.AvroFormat;
import dev.unmask.schemas.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records that cannot be read: one whose own bytes are wrong goes to the dead letters, in the same
 * transaction, and the rest goes on. A registry that does not answer or does not know the schema is
 * no fault of the record: the stage stops, its offsets unmoved. It stops as well when dead letters
 * come faster than a limit, for then it is hardly the records' fault.
 *
 * <p>Made by Kafka Streams, one for each thread; {@link #SETTING} says with what.
 */
public final class UnreadableRecords implements DeserializationExceptionHandler {

  /** Name of the setting that holds a {@link Destination}. */
  public static final String SETTING = "unmask.dead.letters";

  private static final Logger LOG = LoggerFactory.getLogger(UnreadableRecords.class);

  private @Nullable Destination destination;

  /**
   * Where dead letters go.
   *
   * @param limit how many there may be
   */
  public record Destination(Topics topics, DeadLetterLimit limit, ClassifyCounters counters) {}

  @Override
  public void configure(Map<String, ?> settings) {
    destination = (Destination) settings.get(SETTING);
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception failure) {
    Destination letters = Objects.requireNonNull(destination, SETTING);
    String place = record.topic() + "-" + record.partition() + " offset " + record.offset();
    if (!isBadRecord(failure)) {
      LOG.error(
          "cannot read {}, and it is not the record's fault; stopping: {}", place, reason(failure));
      return Response.fail();
    }
    if (!letters.limit().allows()) {
      LOG.error(
          "more than {} dead letters; stopping at {}: {}", letters.limit(), place, reason(failure));
      return Response.fail();
    }
    LOG.warn("dead letter: {}: {}", place, reason(failure));
    letters.counters().dead();
    return Response.resume(
        List.of(DeadLetter.ofRecord("classify", failure, record).toRecord(letters.topics())));
  }

  private static boolean isBadRecord(Exception failure) {
    return failure instanceof UnusableRecordException || AvroFormat.isBadRecord(failure);
  }

  private static String reason(Exception failure) {
    return String.valueOf(failure.getMessage());
  }
}
