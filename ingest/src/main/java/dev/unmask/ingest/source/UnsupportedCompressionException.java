package dev.unmask.ingest.source;

import java.io.IOException;

/** An input is compressed in a way that is known, and not for us to unpack. */
public final class UnsupportedCompressionException extends IOException {

  private static final long serialVersionUID = 1L;

  UnsupportedCompressionException(String message) {
    super(message);
  }
}
