package dev.unmask.enrich.queue;

import java.util.stream.Stream;

/**
 * Work on a record failed in a way that is not the record's fault. The message says which record.
 */
public final class WorkFailedException extends RuntimeException {
  WorkFailedException(String record, Throwable cause) {
    super("work on " + record + " failed: " + cause, cause);
  }

  /** Whether the machine is at its end: out of memory or stack, say, or a class is missing. */
  boolean byError() {
    return Stream.<Throwable>iterate(this, at -> at.getCause() != null, Throwable::getCause)
        .anyMatch(at -> at.getCause() instanceof Error);
  }
}
