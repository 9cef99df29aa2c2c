package dev.unmask.ingest.source;

/**
 * One line of an input, without its line end. Its bytes are not copied, and nobody changes them.
 */
public final class Line {

  /** What is kept of a line that is over-long. */
  public static final int HEAD_BYTES = 64 << 10;

  /** How much of a line is there. */
  public enum State {
    WHOLE,
    /** The input's last, without a line end: whole, or its rest is still to be written. */
    UNTERMINATED,
    /** Longer than the limit: only its head was kept. */
    OVERLONG,
    /** The input broke off, or became unreadable, within it. */
    TORN
  }

  private final long number;
  private final byte[] bytes;
  private final long length;
  private final State state;

  /**
   * @param number its number in the input, from 1; empty lines count
   * @param bytes the line; its first {@value #HEAD_BYTES} bytes where it is cut
   * @param length how many bytes the line has in the input; of a torn line, how many could be read
   * @param state whether it is all there
   */
  public Line(long number, byte[] bytes, long length, State state) {
    if (number < 1 || length < bytes.length) {
      throw new IllegalArgumentException(
          "line " + number + " of " + length + " bytes, " + bytes.length + " kept");
    }
    this.number = number;
    this.bytes = bytes;
    this.length = length;
    this.state = state;
  }

  public long number() {
    return number;
  }

  /** The line, or the part of it that was kept. */
  public byte[] bytes() {
    return bytes;
  }

  /** Bytes that it has in the input. */
  public long length() {
    return length;
  }

  public State state() {
    return state;
  }
}
