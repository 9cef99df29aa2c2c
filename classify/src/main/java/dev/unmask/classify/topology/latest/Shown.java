package dev.unmask.classify.topology.latest;

import dev.unmask.classify.topology.format.FieldReader;
import dev.unmask.classify.topology.format.FieldWriter;
import java.util.Comparator;

/**
 * An endpoint showed a fingerprint at a time. Ordered by time, then fingerprint, as sightings are.
 *
 * @param time epoch milliseconds
 */
record Shown(long time, String fingerprint) implements Comparable<Shown> {

  private static final Comparator<Shown> ORDER =
      Comparator.comparingLong(Shown::time).thenComparing(Shown::fingerprint);

  @Override
  public int compareTo(Shown other) {
    return ORDER.compare(this, other);
  }

  void write(FieldWriter writer) {
    writer.fixed(time).sha256(fingerprint);
  }

  static Shown read(FieldReader reader) {
    return new Shown(reader.fixed(), reader.sha256());
  }
}
