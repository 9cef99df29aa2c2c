package dev.unmask.ingest.source;

/**
 * Where a line of an input ends, and so where an ingestion can go on.
 *
 * @param line its number; 0 before the first
 * @param offset how many bytes, unpacked, the input has by there
 * @param crc32c CRC-32C (RFC 3720) of these bytes, 0 to 2^32 - 1
 */
public record Place(long line, long offset, long crc32c) {

  /** Before the first line. */
  public static final Place START = new Place(0, 0, 0);
}
