package dev.unmask.ingest.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * The content of a gzip file of any number of members (RFC 1952), one after the other.
 *
 * <p>In place of the JDK's {@code GZIPInputStream}, which takes a pause of a pipe between two
 * members, and anything else that is not a member, for the end of the file, and so loses what
 * follows without a word. Here all that is not a member or zero padding is an error, and so is a
 * member that is cut off, or whose checksum or length is wrong. Used by one thread.
 */
final class GzipMembers extends InputStream {

  private static final int MAGIC_1 = 0x1F;
  private static final int MAGIC_2 = 0x8B;
  private static final int DEFLATE = 8;
  private static final int FLAG_HEADER_CRC = 0x02;
  private static final int FLAG_EXTRA = 0x04;
  private static final int FLAG_NAME = 0x08;
  private static final int FLAG_COMMENT = 0x10;
  private static final int RESERVED = 0xE0;
  private static final int MAX_HEADER_TEXT = 64 << 10;

  private enum State {
    BETWEEN_MEMBERS,
    IN_MEMBER,
    END
  }

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] buffer = new byte[64 << 10];
  private int position;
  private int limit;
  private long members;
  private State state = State.BETWEEN_MEMBERS;

  GzipMembers(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    while (state != State.END && length > 0) {
      if (state == State.BETWEEN_MEMBERS) {
        state = header() ? State.IN_MEMBER : State.END;
      } else {
        int inflated = inflate(target, offset, length);
        if (inflated > 0) {
          return inflated;
        }
      }
    }
    return length == 0 ? 0 : -1;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }

  /** At most so many bytes of the member; 0 when its end was reached. */
  private int inflate(byte[] target, int offset, int length) throws IOException {
    try {
      int inflated = inflater.inflate(target, offset, length);
      while (inflated == 0 && !inflater.finished()) {
        feed();
        inflated = inflater.inflate(target, offset, length);
      }
      checksum.update(target, offset, inflated);
      if (inflated == 0) {
        trailer();
      }
      return inflated;
    } catch (DataFormatException damaged) {
      throw new ZipException("damaged gzip data: " + damaged.getMessage());
    }
  }

  private void feed() throws IOException {
    if (inflater.needsDictionary()) {
      throw new ZipException("damaged gzip data: it asks for a dictionary");
    }
    if (position == limit && !fill()) {
      throw new EOFException("gzip data break off");
    }
    inflater.setInput(buffer, position, limit - position);
    position = limit;
  }

  /**
   * RFC 1952 2.3.1: ID1 ID2 CM FLG MTIME XFL OS, then what the flags say. False at the end of the
   * file.
   */
  private boolean header() throws IOException {
    if (!anotherMember()) {
      return false;
    }
    if (required() != MAGIC_1 || required() != MAGIC_2 || required() != DEFLATE) {
      throw new ZipException(
          members == 0 ? "no gzip data" : "bytes that are no gzip data after member " + members);
    }
    int flags = required();
    if ((flags & RESERVED) != 0) {
      throw new ZipException("damaged gzip header: reserved flags are set");
    }
    skip(6);
    optionalFields(flags);
    inflater.reset();
    checksum.reset();
    members++;
    return true;
  }

  private void optionalFields(int flags) throws IOException {
    if ((flags & FLAG_EXTRA) != 0) {
      skip(required() | required() << 8);
    }
    if ((flags & FLAG_NAME) != 0) {
      skipText();
    }
    if ((flags & FLAG_COMMENT) != 0) {
      skipText();
    }
    if ((flags & FLAG_HEADER_CRC) != 0) {
      skip(2);
    }
  }

  /**
   * Steps over zeros, with which tapes and some writers fill up a file; the first member follows
   * none.
   */
  private boolean anotherMember() throws IOException {
    while (position < limit || fill()) {
      if (buffer[position] != 0 || members == 0) {
        return true;
      }
      position++;
    }
    return false;
  }

  /** RFC 1952 2.3.1: CRC32, then the length modulo 2^32, little-endian. */
  private void trailer() throws IOException {
    position = limit - inflater.getRemaining();
    long length = inflater.getBytesWritten() & 0xFFFF_FFFFL;
    if (littleEndian() != checksum.getValue() || littleEndian() != length) {
      throw new ZipException(
          "damaged gzip data: the checksum or the length of member " + members + " is wrong");
    }
    state = State.BETWEEN_MEMBERS;
  }

  private long littleEndian() throws IOException {
    long low = required() | required() << 8 | required() << 16;
    return low | (long) required() << 24;
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      required();
    }
  }

  private void skipText() throws IOException {
    for (int i = 0; required() != 0; i++) {
      if (i == MAX_HEADER_TEXT) {
        throw new ZipException("damaged gzip header: a text without end");
      }
    }
  }

  private int required() throws IOException {
    if (position == limit && !fill()) {
      throw new EOFException("gzip data break off");
    }
    return buffer[position++] & 0xFF;
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(buffer, 0, buffer.length));
    return limit > 0;
  }
}
