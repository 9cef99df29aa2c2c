package dev.unmask.enrich.publish;

import java.util.concurrent.CompletionException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** Failures to write that are the record's own fault: trying again would not help. */
public final class RecordFaults {
  private RecordFaults() {}

  /** The record is larger than the producer or the broker takes. */
  public static boolean isTooLarge(Throwable error) {
    return error instanceof RecordTooLargeException
        || (error instanceof CompletionException
            && error.getCause() instanceof RecordTooLargeException);
  }
}
