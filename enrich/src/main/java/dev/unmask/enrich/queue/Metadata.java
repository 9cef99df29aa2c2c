package dev.unmask.enrich.queue;

import java.util.Base64;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * Progress beyond its offset as the metadata of a commit: a version, then fields.
 *
 * <pre>
 *   v1;starts=3;crashes=2;careful=5000;reach=4700;done=Ag
 * </pre>
 *
 * {@code starts}: how often work was begun here and not ended in order, what runs now included;
 * {@code crashes}: how many of these are known to have crashed; {@code careful}: until which offset
 * to be careful therefore; {@code reach}: below which offset what runs now lies; {@code done}: the
 * finished offsets beyond the committed one, a bit set in Base64, bit n for offset + n. A field
 * that would be zero is left out.
 *
 * <p>A reader passes over fields that it does not know, so that a later version may add some, and
 * takes metadata of another version, or somebody else's, for none: that costs repeated work, never
 * lost work. A broker takes 4,096 characters.
 */
final class Metadata {
  /** 3,000 bytes of bits are 4,000 characters of Base64. */
  static final int MOST_BITS = 24_000;

  private static final String VERSION = "v1";
  private static final String STARTS = "starts";
  private static final String CRASHES = "crashes";
  private static final String CAREFUL = "careful";
  private static final String REACH = "reach";
  private static final String DONE = "done";

  private Metadata() {}

  static String write(Progress progress) {
    var caution = progress.caution();
    var text = new StringBuilder(VERSION);
    append(text, STARTS, caution.crashes() + (progress.inFlight() ? 1 : 0));
    append(text, CRASHES, caution.crashes());
    append(text, CAREFUL, caution.carefulUntil());
    append(text, REACH, progress.reach().orElse(0));
    var done = bits(progress);
    return done.isEmpty()
        ? text.toString()
        : text.append(';').append(DONE).append('=').append(encoded(done)).toString();
  }

  private static void append(StringBuilder text, String name, long value) {
    if (value > 0) {
      text.append(';').append(name).append('=').append(value);
    }
  }

  private static BitSet bits(Progress progress) {
    var offset = progress.offset();
    var bits = new BitSet();
    progress
        .finished()
        .tailSet(offset)
        .headSet(offset + MOST_BITS)
        .forEach(o -> bits.set((int) (o - offset)));
    return bits;
  }

  static Progress read(long offset, String metadata) {
    var fields = fields(metadata);
    var crashes = Math.min(Caution.MOST, number(fields, CRASHES));
    var caution = crashes == 0 ? Caution.NONE : new Caution((int) crashes, number(fields, CAREFUL));
    var inFlight = number(fields, STARTS) > crashes;
    var reach = inFlight ? OptionalLong.of(reach(offset, fields)) : OptionalLong.empty();
    return new Progress(offset, caution, reach, finished(offset, fields));
  }

  /** Nobody goes further than there are bits, whatever else he says or leaves out. */
  private static long reach(long offset, Map<String, String> fields) {
    var reach = number(fields, REACH);
    return reach > offset ? reach : offset + MOST_BITS;
  }

  private static Map<String, String> fields(String metadata) {
    var fields = new HashMap<String, String>();
    var parts = metadata.split(";", -1);
    if (parts[0].equals(VERSION)) {
      for (var part : parts) {
        var equals = part.indexOf('=');
        fields.put(part.substring(0, Math.max(0, equals)), part.substring(equals + 1));
      }
    }
    return fields;
  }

  private static long number(Map<String, String> fields, String name) {
    try {
      return Math.max(0, Long.parseLong(fields.getOrDefault(name, "0")));
    } catch (NumberFormatException e) {
      return 0; // not ours
    }
  }

  private static NavigableSet<Long> finished(long offset, Map<String, String> fields) {
    var finished = new TreeSet<Long>();
    decoded(fields.getOrDefault(DONE, "")).stream().forEach(bit -> finished.add(offset + bit));
    return finished;
  }

  private static String encoded(BitSet bits) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bits.toByteArray());
  }

  private static BitSet decoded(String base64) {
    try {
      return BitSet.valueOf(Base64.getUrlDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      return new BitSet(); // not Base64, so not ours: the work is repeated
    }
  }
}
