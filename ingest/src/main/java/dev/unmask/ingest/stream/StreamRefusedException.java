package dev.unmask.ingest.stream;

import java.io.IOException;

/** A stream that another attempt would not bring. */
final class StreamRefusedException extends IOException {

  private static final long serialVersionUID = 1L;

  StreamRefusedException(String message) {
    super(message);
  }
}
