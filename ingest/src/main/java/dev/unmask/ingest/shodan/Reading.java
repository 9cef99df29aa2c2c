package dev.unmask.ingest.shodan;

import dev.unmask.avro.Banner;
import java.nio.ByteBuffer;

/** What came of one record. */
public sealed interface Reading {

  /** It is a banner. */
  record Parsed(Banner banner) implements Reading {}

  /**
   * It is none.
   *
   * @param where the field, or the byte of the line (from 1)
   * @param reason what is wrong there, and what was expected
   * @param raw the record as received
   */
  record Rejected(String where, String reason, ByteBuffer raw) implements Reading {

    /** Both, as one sentence. */
    public String sentence() {
      return where + ": " + reason;
    }
  }
}
