package dev.unmask.ingest.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** What feeds of leaks say of how a service is entered, and what is not to be passed on. */
public final class Secrets {

  private static final byte[] CREDENTIALS = "\"credentials\"".getBytes(UTF_8);

  private Secrets() {}

  /** Of a record that cannot be read, the bytes before any credentials. */
  public static ByteBuffer before(ByteBuffer record) {
    int last = record.limit() - CREDENTIALS.length;
    for (int i = record.position(); i <= last; i++) {
      if (record.slice(i, CREDENTIALS.length).equals(ByteBuffer.wrap(CREDENTIALS))) {
        return record.slice(record.position(), i - record.position());
      }
    }
    return record.duplicate();
  }
}
