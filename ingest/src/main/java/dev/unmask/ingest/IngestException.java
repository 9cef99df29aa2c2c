package dev.unmask.ingest;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ends an ingestion: never a record's fault. What was committed before stays, and {@link #report()}
 * says what it is.
 */
public final class IngestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Whose fault it is. */
  public enum Fault {
    /** An input is missing, or is not what it was taken for. */
    INPUT,
    /** Something that is needed was not set up: a topic, a schema. */
    CONFIGURATION,
    /** The broker or the registry fails or refuses. */
    DEPENDENCY
  }

  private final Fault fault;
  private final boolean passing;
  private final transient Optional<IngestReport> report;

  IngestException(Fault fault, String message, @Nullable Throwable cause) {
    this(fault, false, message, cause, Optional.empty());
  }

  /** Of an input that another attempt may bring. */
  static IngestException passing(String message, Throwable cause) {
    return new IngestException(Fault.INPUT, true, message, cause, Optional.empty());
  }

  private IngestException(
      Fault fault,
      boolean passing,
      String message,
      @Nullable Throwable cause,
      Optional<IngestReport> report) {
    super(message, cause);
    this.fault = fault;
    this.passing = passing;
    this.report = report;
  }

  /** The same, with what was done before it. */
  IngestException after(IngestReport done) {
    IngestException same =
        new IngestException(
            fault, passing, String.valueOf(getMessage()), getCause(), Optional.of(done));
    same.setStackTrace(getStackTrace());
    return same;
  }

  public Fault fault() {
    return fault;
  }

  /** Whether the same may succeed at another time, though nobody changes the input. */
  boolean isPassing() {
    return passing;
  }

  /** What was done before; empty if nothing was begun. */
  public Optional<IngestReport> report() {
    return report;
  }
}
