package dev.unmask.enrich.publish;

import java.util.concurrent.CompletionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;

/** Failures to write that are the record's own fault: trying again would not help. */
public final class RecordFaults {
  private RecordFaults() {}

  /** The record is larger than the producer or the broker takes, or does not fit its schema. */
  public static boolean isOwn(Throwable error) {
    return isTooLarge(error) || isUnserializable(error);
  }

  static boolean isTooLarge(Throwable error) {
    return error instanceof RecordTooLargeException
        || (error instanceof CompletionException
            && error.getCause() instanceof RecordTooLargeException);
  }

  /**
   * What a registry does shows as a checked exception, or as one of Kafka's; what a record does, as
   * Avro's or Java's own.
   */
  private static boolean isUnserializable(Throwable error) {
    return error instanceof SerializationException
        && error.getCause() instanceof RuntimeException cause
        && !(cause instanceof KafkaException);
  }
}
