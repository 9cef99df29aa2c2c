package dev.unmask.ingest.source;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/** How an input is compressed, told by its first bytes: names lie, and a pipe has none. */
enum Compression {
  NONE,
  /** RFC 1952. */
  GZIP,
  /** RFC 8878. */
  ZSTD,
  /** Known, and not for us to unpack. */
  ZIP,
  BZIP2,
  XZ;

  private static final int MAGIC_BYTES = 4;
  private static final int SKIPPABLE_FRAME = 0x184D2A50;
  private static final int FRAME = 0xFD2FB528;

  /** The content, unpacked. */
  static InputStream unpack(InputStream in) throws IOException {
    PushbackInputStream whole = new PushbackInputStream(in, MAGIC_BYTES);
    byte[] start = whole.readNBytes(MAGIC_BYTES);
    whole.unread(start);
    Compression found = of(start);
    return switch (found) {
      case NONE -> whole;
      case GZIP -> new GzipMembers(whole);
      case ZSTD -> new ZstdInputStreamNoFinalizer(whole);
      case ZIP, BZIP2, XZ ->
          throw new UnsupportedCompressionException(
              "it is compressed as "
                  + found
                  + ": expected plain text, gzip or zstd; unpack it first");
    };
  }

  private static Compression of(byte[] start) {
    if (startsWith(start, 0x1F, 0x8B)) {
      return GZIP;
    }
    if (startsWith(start, 'P', 'K', 3, 4)) {
      return ZIP;
    }
    if (startsWith(start, 'B', 'Z', 'h')) {
      return BZIP2;
    }
    if (startsWith(start, 0xFD, '7', 'z', 'X')) {
      return XZ;
    }
    return isZstd(start) ? ZSTD : NONE;
  }

  /** RFC 8878 3.1.1 and 3.1.2: a frame, or a skippable one before it. */
  private static boolean isZstd(byte[] start) {
    if (start.length < MAGIC_BYTES) {
      return false;
    }
    int magic =
        (start[0] & 0xFF) | (start[1] & 0xFF) << 8 | (start[2] & 0xFF) << 16 | start[3] << 24;
    return magic == FRAME || (magic & 0xFFFF_FFF0) == SKIPPABLE_FRAME;
  }

  private static boolean startsWith(byte[] start, int... magic) {
    for (int i = 0; i < magic.length; i++) {
      if (start.length <= i || (start[i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
