package dev.unmask.app.read;

/** A record is not what its topic has. */
final class UnreadableRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableRecordException(String message) {
    super(message);
  }

  UnreadableRecordException(String message, Throwable cause) {
    super(message, cause);
  }
}
