package dev.unmask.enrich.probe.application;

import java.io.ByteArrayOutputStream;
import java.util.Locale;

/** Reads the body of one response by its framing (RFC 9112 6.3), and keeps its beginning. */
final class BodyReader {

  enum Progress {
    MORE,
    COMPLETE,
    CUT
  }

  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private final Framing framing;
  private final int limit;

  private BodyReader(Framing framing, int limit) {
    this.framing = framing;
    this.limit = limit;
  }

  static BodyReader none() {
    return new BodyReader(new Counted(0), 0);
  }

  static BodyReader of(HttpResponse response, int limit) {
    return new BodyReader(framing(response), limit);
  }

  /** RFC 9112 6.3, its paragraphs in their order; a request other than HEAD or CONNECT is ours. */
  private static Framing framing(HttpResponse response) {
    if (response.status() == 204 || response.status() == 304 || response.status() == 101) {
      return new Counted(0);
    }
    String coding = response.first("transfer-encoding").orElse("").toLowerCase(Locale.ROOT);
    if (coding.endsWith("chunked")) {
      return new Chunks();
    }
    if (!coding.isEmpty()) {
      return new UntilEnd();
    }
    return response.first("content-length").map(BodyReader::counted).orElseGet(UntilEnd::new);
  }

  private static Framing counted(String length) {
    return length.matches("[0-9]{1,18}") ? new Counted(Long.parseLong(length)) : new UntilEnd();
  }

  byte[] content() {
    return content.toByteArray();
  }

  /** Whether the end of the connection is the end of the body. */
  boolean endsWithConnection() {
    return framing instanceof UntilEnd;
  }

  Progress read(byte[] bytes, int from) {
    for (int i = from; i < bytes.length && !framing.isComplete(); i++) {
      if (!framing.isContent(bytes[i])) {
        continue;
      }
      if (content.size() >= limit) {
        return Progress.CUT;
      }
      content.write(bytes[i]);
    }
    if (framing.isBroken()) {
      return Progress.CUT;
    }
    return framing.isComplete() ? Progress.COMPLETE : Progress.MORE;
  }

  /** Tells content from framing, byte by byte. */
  private sealed interface Framing {

    /** Whether this byte, the next one, belongs to the content. */
    boolean isContent(byte octet);

    boolean isComplete();

    default boolean isBroken() {
      return false;
    }
  }

  /** Content-Length (RFC 9112 6.2). */
  private static final class Counted implements Framing {
    private long left;

    Counted(long length) {
      this.left = length;
    }

    @Override
    public boolean isContent(byte octet) {
      left--;
      return true;
    }

    @Override
    public boolean isComplete() {
      return left == 0;
    }
  }

  /** Until the connection ends (RFC 9112 6.3, 8). */
  private static final class UntilEnd implements Framing {
    @Override
    public boolean isContent(byte octet) {
      return true;
    }

    @Override
    public boolean isComplete() {
      return false;
    }
  }

  /** The chunked coding (RFC 9112 7.1). */
  private static final class Chunks implements Framing {

    private enum Part {
      SIZE,
      EXTENSION,
      CONTENT,
      CONTENT_END,
      TRAILER,
      COMPLETE,
      BROKEN
    }

    private static final long LARGEST = 1L << 40;

    private Part part = Part.SIZE;
    private long size;
    private int digits;
    private int lineLength;

    @Override
    public boolean isContent(byte octet) {
      boolean content = part == Part.CONTENT;
      part =
          switch (part) {
            case SIZE -> size(octet);
            case EXTENSION -> octet == '\n' ? sized() : Part.EXTENSION;
            case CONTENT -> --size == 0 ? Part.CONTENT_END : Part.CONTENT;
            case CONTENT_END -> contentEnd(octet);
            case TRAILER -> trailer(octet);
            case COMPLETE -> Part.COMPLETE;
            case BROKEN -> Part.BROKEN;
          };
      return content;
    }

    @Override
    public boolean isComplete() {
      return part == Part.COMPLETE || part == Part.BROKEN;
    }

    @Override
    public boolean isBroken() {
      return part == Part.BROKEN;
    }

    private Part size(byte octet) {
      int digit = Character.digit(octet, 16);
      if (digit >= 0) {
        digits++;
        size = size * 16 + digit;
        return size > LARGEST ? Part.BROKEN : Part.SIZE;
      }
      if (digits == 0) {
        return Part.BROKEN;
      }
      return octet == '\n' ? sized() : Part.EXTENSION;
    }

    private Part sized() {
      return size == 0 ? Part.TRAILER : Part.CONTENT;
    }

    private Part contentEnd(byte octet) {
      if (octet == '\n') {
        return nextSize();
      }
      return octet == '\r' ? Part.CONTENT_END : Part.BROKEN;
    }

    private Part nextSize() {
      size = 0;
      digits = 0;
      return Part.SIZE;
    }

    private Part trailer(byte octet) {
      if (octet == '\n') {
        Part next = lineLength == 0 ? Part.COMPLETE : Part.TRAILER;
        lineLength = 0;
        return next;
      }
      lineLength += octet == '\r' ? 0 : 1;
      return Part.TRAILER;
    }
  }
}
