package dev.unmask.ingest.source;

import com.github.luben.zstd.ZstdIOException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.ZipException;

/**
 * Cuts a stream into lines (LF or CRLF), in constant memory: the longest line that is allowed, and
 * a read buffer.
 *
 * <p>Lines of white space are passed over, but counted in the numbers; a UTF-8 byte order mark at
 * the start is dropped. A stream that breaks off or turns out to be damaged ends the lines early:
 * what could be read of the line at hand is the last one, torn, and {@link #problem()} says what
 * happened. Used by one thread.
 */
public final class Lines {

  private static final int READ_BYTES = 128 << 10;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private final LineBuffer line;
  private final byte[] buffer = new byte[READ_BYTES];
  private final CRC32C checksum = new CRC32C();
  private int position;
  private int limit;
  private long number;
  private long offset;
  private Place place = Place.START;
  private boolean started;
  private Optional<String> problem = Optional.empty();
  private boolean damaged;

  /**
   * @param in what to read; not closed
   * @param maxLineBytes the longest line that is handed out whole
   */
  public Lines(InputStream in, int maxLineBytes) {
    this.in = in;
    this.line = new LineBuffer(maxLineBytes);
  }

  /** The next line that is not blank; empty at the end. Blocks while the stream does. */
  public Optional<Line> next() {
    while (position < limit || fill()) {
      int end = newline();
      line.append(buffer, position, end);
      boolean ended = end < limit;
      pass(ended ? end + 1 : end);
      if (ended) {
        endLine();
        if (!line.isBlank()) {
          return Optional.of(line.take(number, Line.State.WHOLE));
        }
        line.clear();
      }
    }
    return rest();
  }

  /**
   * Passes over what was done with at another time; to be asked for before the first line.
   *
   * @return whether it is there still: not if the stream was changed before that place
   */
  public boolean skipTo(Place done) {
    while (offset < done.offset() && (position < limit || fill())) {
      pass((int) Math.min(limit, position + done.offset() - offset));
    }
    number = done.line();
    place = done;
    return offset == done.offset() && checksum.getValue() == done.crc32c();
  }

  /**
   * Where the line that was handed out last ends; of one that has no line end, where it starts: it
   * is not sure that it was all there.
   */
  public Place place() {
    return place;
  }

  /** Where the line that was handed out last ends, as far as it is there. */
  public Place end() {
    return new Place(number, offset, checksum.getValue());
  }

  /** What ended the lines before their end: a sentence; empty as long as all is well. */
  public Optional<String> problem() {
    return problem;
  }

  /** Whether what ended them is in the stream itself, so that it would end there once more. */
  public boolean isDamaged() {
    return damaged;
  }

  private Optional<Line> rest() {
    if (line.isEmpty() || (problem.isEmpty() && line.isBlank())) {
      return Optional.empty();
    }
    number++;
    return Optional.of(
        line.take(number, problem.isEmpty() ? Line.State.UNTERMINATED : Line.State.TORN));
  }

  private void endLine() {
    number++;
    place = end();
  }

  private void pass(int to) {
    checksum.update(buffer, position, to - position);
    offset += to - position;
    position = to;
  }

  private int newline() {
    int at = position;
    while (at < limit && buffer[at] != '\n') {
      at++;
    }
    return at;
  }

  private boolean fill() {
    if (problem.isPresent()) {
      return false;
    }
    try {
      limit =
          started
              ? in.read(buffer, 0, buffer.length)
              : in.readNBytes(buffer, 0, BYTE_ORDER_MARK.length);
    } catch (IOException broken) {
      problem = Optional.of(String.valueOf(broken.getMessage()));
      damaged =
          broken instanceof ZipException
              || broken instanceof EOFException
              || broken instanceof ZstdIOException;
      limit = 0;
    }
    position = 0;
    return started ? limit > 0 : start();
  }

  private boolean start() {
    started = true;
    boolean marked = limit == BYTE_ORDER_MARK.length && startsWithMark();
    pass(marked ? limit : 0);
    return position < limit || (limit > 0 && fill());
  }

  private boolean startsWithMark() {
    for (int i = 0; i < BYTE_ORDER_MARK.length; i++) {
      if (buffer[i] != BYTE_ORDER_MARK[i]) {
        return false;
      }
    }
    return true;
  }
}
