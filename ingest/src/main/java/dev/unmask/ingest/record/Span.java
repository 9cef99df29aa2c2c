package dev.unmask.ingest.record;

import java.nio.ByteBuffer;

/** Some bytes of others: {@code length} from {@code start}. */
record Span(int start, int length) {

  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  ByteBuffer of(byte[] bytes) {
    return ByteBuffer.wrap(bytes, start, length).slice();
  }

  /** A copy of bytes with JSON's null in the place of these. */
  ByteBuffer without(ByteBuffer bytes) {
    ByteBuffer copy = ByteBuffer.allocate(bytes.remaining() - length + NULL.length);
    copy.put(bytes.slice(0, start)).put(NULL);
    int end = start + length;
    copy.put(bytes.slice(end, bytes.remaining() - end));
    return copy.flip();
  }
}
