package dev.unmask.ingest.source;

import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes that pass. Read by one thread; the count may be asked for by any. */
final class CountedStream extends InputStream {

  private final InputStream in;
  private final boolean owned;
  private volatile long count;

  /**
   * @param owned whether closing this closes {@code in} too
   */
  CountedStream(InputStream in, boolean owned) {
    this.in = in;
    this.owned = owned;
  }

  long count() {
    return count;
  }

  @Override
  public int read() throws IOException {
    int next = in.read();
    passed(next < 0 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = in.read(target, offset, length);
    passed(Math.max(0, read));
    return read;
  }

  @Override
  public void close() throws IOException {
    if (owned) {
      in.close();
    }
  }

  /** One thread alone reads, so that nothing is lost between reading the count and writing it. */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  private void passed(int bytes) {
    count += bytes;
  }
}
