package dev.unmask.ingest.source;

import java.io.IOException;
import java.io.InputStream;

/**
 * An input that is being read: its lines, and how far in it is. One thread reads and closes; any
 * may ask for the position.
 */
public final class OpenInput implements AutoCloseable {

  private final CountedStream stored;
  private final boolean packed;
  private InputStream unpacked;

  OpenInput(InputStream in, boolean owned) {
    this(in, owned, true);
  }

  private OpenInput(InputStream in, boolean owned, boolean packed) {
    stored = new CountedStream(in, owned);
    unpacked = stored;
    this.packed = packed;
  }

  /** What is not compressed, whatever it begins with; closed with this. */
  public static OpenInput plain(InputStream in) {
    return new OpenInput(in, true, false);
  }

  /**
   * Its lines, unpacked; to be asked for once. Of the standard input this waits for the first
   * bytes.
   *
   * @throws IOException if it cannot be read, or is compressed in a way that is not supported; the
   *     message says which
   */
  public Lines lines(int maxLineBytes) throws IOException {
    unpacked = packed ? Compression.unpack(stored) : stored;
    return new Lines(unpacked, maxLineBytes);
  }

  /** Bytes read so far, as stored. */
  public long position() {
    return stored.count();
  }

  /**
   * Gives back the decompressor's memory and closes a file; the standard input is left to its
   * owner.
   */
  @Override
  public void close() throws IOException {
    unpacked.close();
  }
}
