package dev.unmask.classify.topology.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalLong;
import org.apache.kafka.common.utils.Bytes;

/**
 * Reads what {@link FieldWriter} wrote, in the same order. Not thread-safe.
 *
 * <p>Bytes that are not of the expected version, or too short, are an {@link
 * IllegalStateException}: the state was written by another version of unmask, or is damaged. It
 * stops the stage; going on would give wrong counts.
 */
public final class FieldReader {

  /** What to do about state of another version. */
  public static final String ANOTHER_EPOCH =
      ": start this version as another epoch (unmask classify --epoch N) and switch to that one"
          + " (unmask epoch switch N); it goes on from what is public. docs/upgrade.md says how";

  private final byte[] bytes;
  private final String what;
  private int position;

  /**
   * Checks the version.
   *
   * @param what is read, for the message of an exception
   */
  public FieldReader(byte[] bytes, int version, String what) {
    this.bytes = bytes;
    this.what = what;
    int found = octet();
    if (found != version) {
      throw new IllegalStateException(
          what
              + " has format version "
              + found
              + ", this version of unmask reads "
              + version
              + ANOTHER_EPOCH);
    }
  }

  public int octet() {
    if (position >= bytes.length) {
      throw new IllegalStateException(what + " ends after " + bytes.length + " bytes");
    }
    return bytes[position++] & 0xFF;
  }

  public long number() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int octet = octet();
      value |= (long) (octet & 0x7F) << shift;
      if (octet < 0x80) {
        return value;
      }
    }
    throw new IllegalStateException(what + " has a number of more than 64 bits");
  }

  public OptionalLong optionalNumber() {
    return flag() ? OptionalLong.of(number()) : OptionalLong.empty();
  }

  public double fraction() {
    return Double.longBitsToDouble(fixed());
  }

  public long fixed() {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = value << 8 | octet();
    }
    return value;
  }

  public boolean flag() {
    return octet() != 0;
  }

  public byte[] bytes() {
    return raw((int) Math.min(number(), Integer.MAX_VALUE));
  }

  public Bytes wrapped() {
    return Bytes.wrap(bytes());
  }

  public String text() {
    return new String(bytes(), UTF_8);
  }

  /** 32 bytes, as lowercase hex. */
  public String sha256() {
    return HexFormat.of().formatHex(raw(32));
  }

  public byte[] raw(int length) {
    if (length < 0 || length > bytes.length - position) {
      throw new IllegalStateException(what + " ends after " + bytes.length + " bytes");
    }
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  /** Whether there is something that was not read yet. */
  public boolean more() {
    return position < bytes.length;
  }

  /** The bytes that were not read yet. */
  public byte[] rest() {
    return raw(bytes.length - position);
  }
}
