package dev.unmask.ingest.record;

import dev.unmask.avro.Banner;
import java.nio.ByteBuffer;

/** What came of one record. */
public sealed interface Reading {

  /** It is a banner. */
  record Parsed(Banner banner) implements Reading {}

  /**
   * It is a word of a stream about itself.
   *
   * @param discarded how many records it says that it has left out
   */
  record Notice(long discarded) implements Reading {}

  /**
   * It is none.
   *
   * @param where the field that forbids it, or the byte at which it is no JSON
   * @param reason what is wrong there, and what was expected
   * @param spot where in the line that is
   * @param raw the record as received, but for credentials
   * @param whole whether that is all of it
   */
  record Rejected(String where, String reason, Spot spot, ByteBuffer raw, boolean whole)
      implements Reading {

    /** What is wrong, and where, as one sentence. */
    public String sentence() {
      return where + ": " + reason;
    }

    /** The same at another place. */
    Rejected at(Spot found) {
      return new Rejected(where, reason, found, raw, whole);
    }
  }
}
