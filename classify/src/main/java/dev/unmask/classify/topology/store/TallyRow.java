package dev.unmask.classify.topology.store;

import dev.unmask.classify.topology.format.Codec;
import dev.unmask.classify.topology.format.FieldReader;
import dev.unmask.classify.topology.format.FieldWriter;
import dev.unmask.classify.topology.message.Seen;
import java.util.Optional;

/**
 * What the step tally keeps of a fingerprint beside its members; some 30 bytes, written with each
 * change. A fingerprint whose last host has left keeps its row. Immutable.
 *
 * @param changes how many changes there were, ever
 * @param assessed how many there were when it was last assessed; 0 for never
 * @param settled how many there were when it was last assessed after being quiet; 0 for never
 * @param seen the first and the last time that it was seen at any host
 */
public record TallyRow(long changes, long assessed, long settled, Optional<Seen> seen) {

  /** Of a fingerprint that was never seen. */
  public static final TallyRow NONE = new TallyRow(0, 0, 0, Optional.empty());

  /** Whether it changed since it was last assessed. */
  public boolean dirty() {
    return changes != assessed;
  }

  /** Whether it changed since it was last quiet. */
  public boolean unsettled() {
    return changes != settled;
  }

  public TallyRow changed() {
    return new TallyRow(changes + 1, assessed, settled, seen);
  }

  public TallyRow assessedNow() {
    return new TallyRow(changes, changes, settled, seen);
  }

  public TallyRow settledNow() {
    return new TallyRow(changes, changes, changes, seen);
  }

  /** With first and last seen widened; equal to this row where they already are as wide. */
  public TallyRow seenAt(Seen more) {
    Seen wide =
        seen.map(s -> new Seen(Math.min(s.from(), more.from()), Math.max(s.to(), more.to())))
            .orElse(more);
    return new TallyRow(changes, assessed, settled, Optional.of(wide));
  }

  static final class Format implements Codec<TallyRow> {

    private static final int VERSION = 1;

    @Override
    public byte[] encode(TallyRow row) {
      FieldWriter writer = new FieldWriter(VERSION);
      writer.number(row.changes).number(row.assessed).number(row.settled);
      writer.flag(row.seen.isPresent());
      row.seen.ifPresent(seen -> writer.fixed(seen.from()).fixed(seen.to()));
      return writer.written();
    }

    @Override
    public TallyRow decode(byte[] bytes) {
      FieldReader reader = new FieldReader(bytes, VERSION, "a tally row of store profiles");
      return new TallyRow(
          reader.number(),
          reader.number(),
          reader.number(),
          reader.flag() ? Optional.of(new Seen(reader.fixed(), reader.fixed())) : Optional.empty());
    }
  }
}
