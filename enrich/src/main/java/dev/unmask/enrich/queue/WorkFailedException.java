package dev.unmask.enrich.queue;

/**
 * Work on a record failed in a way that is not the record's fault. The message says which record.
 */
public final class WorkFailedException extends RuntimeException {
  WorkFailedException(String record, Throwable cause) {
    super("work on " + record + " failed: " + cause, cause);
  }
}
