package dev.unmask.ingest.source;

import java.util.Arrays;

/**
 * Gathers the pieces of one line, up to a limit; of a longer one its head and its length. Used by
 * one thread.
 */
final class LineBuffer {

  private static final int START = 16 << 10;

  private final int limit;
  private byte[] bytes;
  private int kept;
  private long length;

  LineBuffer(int limit) {
    this.limit = limit;
    this.bytes = new byte[Math.min(START, limit)];
  }

  boolean isEmpty() {
    return length == 0;
  }

  void append(byte[] source, int from, int to) {
    int piece = to - from;
    int taken = Math.min(piece, limit - kept);
    if (kept + taken > bytes.length) {
      bytes =
          Arrays.copyOf(
              bytes, (int) Math.min(limit, Math.max(2L * bytes.length, (long) kept + taken)));
    }
    System.arraycopy(source, from, bytes, kept, taken);
    kept += taken;
    length += piece;
  }

  /** Whether there is nothing but white space: an empty line, or a heartbeat. */
  boolean isBlank() {
    for (int i = 0; i < kept; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
        return false;
      }
    }
    return length == kept;
  }

  /** The line, less a carriage return at its end; the buffer is empty afterwards. */
  Line take(long number, Line.State state) {
    boolean whole = length == kept;
    boolean windows = whole && kept > 0 && bytes[kept - 1] == '\r';
    int end = windows ? kept - 1 : kept;
    Line line =
        whole
            ? new Line(number, Arrays.copyOf(bytes, end), end, state)
            : new Line(
                number,
                Arrays.copyOf(bytes, Math.min(end, Line.HEAD_BYTES)),
                length,
                overlong(state));
    clear();
    return line;
  }

  void clear() {
    kept = 0;
    length = 0;
  }

  private static Line.State overlong(Line.State state) {
    return state == Line.State.TORN ? state : Line.State.OVERLONG;
  }
}
