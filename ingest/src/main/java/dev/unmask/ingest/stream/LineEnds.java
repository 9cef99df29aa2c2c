package dev.unmask.ingest.stream;

import java.nio.ByteBuffer;

/** Watches bytes pass for where lines end. Used by one thread. */
final class LineEnds {

  private boolean within;
  private long lines;
  private long heartbeats;

  /**
   * Looks at bytes, and leaves them.
   *
   * @return whether a line ends among them
   */
  boolean pass(ByteBuffer bytes) {
    boolean ended = false;
    for (int i = bytes.position(); i < bytes.limit(); i++) {
      byte next = bytes.get(i);
      if (next == '\n') {
        ended = true;
        lines += within ? 1 : 0;
        heartbeats += within ? 0 : 1;
        within = false;
      } else if (next != '\r') {
        within = true;
      }
    }
    return ended;
  }

  /** Whether a line was begun that has not ended. */
  boolean isWithin() {
    return within;
  }

  /** Lines with something in them. */
  long lines() {
    return lines;
  }

  /** Empty lines, by which a stream shows that it is alive. */
  long heartbeats() {
    return heartbeats;
  }
}
