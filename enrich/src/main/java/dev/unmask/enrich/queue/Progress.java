package dev.unmask.enrich.queue;

import java.util.Base64;
import java.util.BitSet;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * How far a partition has got, as it is committed: everything below {@code offset} is finished, and
 * so are the offsets in {@code finished}, all of them above it.
 *
 * <p>The metadata of a commit are a version and then fields, {@code v1;done=...}: {@code done} is a
 * bit set in Base64, bit n for offset + n. A reader passes over fields that it does not know, so
 * that a later version may add some, and takes metadata of another version, or somebody else's, for
 * none: that costs repeated work, never lost work. A broker takes 4,096 characters.
 */
record Progress(long offset, NavigableSet<Long> finished) {
  /** 3,000 bytes of bits are 4,000 characters of Base64. */
  static final int MOST_BITS = 24_000;

  private static final String VERSION = "v1";
  private static final String DONE = "done=";

  static Progress of(OffsetAndMetadata committed) {
    return new Progress(committed.offset(), finished(committed.offset(), committed.metadata()));
  }

  OffsetAndMetadata toCommit() {
    return new OffsetAndMetadata(offset, metadata());
  }

  private String metadata() {
    var bits = new BitSet();
    finished.tailSet(offset).headSet(offset + MOST_BITS).forEach(o -> bits.set((int) (o - offset)));
    if (bits.isEmpty()) {
      return VERSION;
    }
    return VERSION
        + ";"
        + DONE
        + Base64.getUrlEncoder().withoutPadding().encodeToString(bits.toByteArray());
  }

  private static NavigableSet<Long> finished(long offset, String metadata) {
    var finished = new TreeSet<Long>();
    var fields = metadata.split(";", -1);
    if (fields[0].equals(VERSION)) {
      for (var field : fields) {
        if (field.startsWith(DONE)) {
          bits(field.substring(DONE.length())).stream().forEach(bit -> finished.add(offset + bit));
        }
      }
    }
    return finished;
  }

  private static BitSet bits(String base64) {
    try {
      return BitSet.valueOf(Base64.getUrlDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      return new BitSet(); // not Base64, so not ours: the work is repeated
    }
  }
}
