package dev.unmask.classify.topology.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalLong;
import org.apache.kafka.common.utils.Bytes;

/**
 * Writes the fields of one stored value, one after the other, behind a format version of one byte.
 * Not thread-safe; one writer makes one value.
 */
public final class FieldWriter {

  private byte[] bytes = new byte[64];
  private int size;

  /** Begins with the version, 0 to 255. */
  public FieldWriter(int version) {
    octet(version);
  }

  /** One byte, 0 to 255. */
  public FieldWriter octet(int value) {
    if (value < 0 || value > 255) {
      throw new IllegalArgumentException("an octet is 0 to 255, not " + value);
    }
    room(1);
    bytes[size++] = (byte) value;
    return this;
  }

  /** A number as a variable-length integer (LEB128): one byte below 128; negative ones take ten. */
  public FieldWriter number(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      octet((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    return octet((int) rest);
  }

  /** A number that may be missing. */
  public FieldWriter number(OptionalLong value) {
    flag(value.isPresent());
    value.ifPresent(this::number);
    return this;
  }

  /** A double, eight bytes. */
  public FieldWriter fraction(double value) {
    return fixed(Double.doubleToLongBits(value));
  }

  /** Eight bytes, big-endian, so that bytes are in the order of unsigned numbers. */
  public FieldWriter fixed(long value) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      octet((int) (value >>> shift) & 0xFF);
    }
    return this;
  }

  /** One byte. */
  public FieldWriter flag(boolean value) {
    return octet(value ? 1 : 0);
  }

  /** Its length, then the bytes. */
  public FieldWriter bytes(byte[] value) {
    return number(value.length).raw(value);
  }

  /** Its length, then the bytes. */
  public FieldWriter bytes(Bytes value) {
    return bytes(value.get());
  }

  /** Its length in UTF-8, then the bytes. */
  public FieldWriter text(String value) {
    return bytes(value.getBytes(UTF_8));
  }

  /** A SHA-256 given in hex, as 32 bytes. */
  public FieldWriter sha256(String hex) {
    byte[] value = HexFormat.of().parseHex(hex);
    if (value.length != 32) {
      throw new IllegalArgumentException("a SHA-256 has 64 hex digits, not '" + hex + "'");
    }
    return raw(value);
  }

  /** The bytes alone: the last field, or one of a known length. */
  public FieldWriter raw(byte[] value) {
    room(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
    return this;
  }

  /** How many bytes were written so far. */
  public int size() {
    return size;
  }

  /** What was written so far. */
  public byte[] written() {
    return Arrays.copyOf(bytes, size);
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
