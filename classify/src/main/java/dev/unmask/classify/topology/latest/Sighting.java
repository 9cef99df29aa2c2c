package dev.unmask.classify.topology.latest;

import dev.unmask.classify.topology.format.FieldReader;
import dev.unmask.classify.topology.format.FieldWriter;
import dev.unmask.classify.topology.message.Standing;
import java.util.Comparator;

/**
 * One observation of an endpoint, reduced to what counts. Immutable.
 *
 * <p>The natural order is total: event time, then fingerprint, then all other bytes. So of two
 * observations of the same millisecond the same one is newer wherever and whenever they meet.
 *
 * @param time event time, epoch milliseconds
 * @param fingerprint of the leaf
 * @param probed whether the host was probed for it
 * @param standing signature, network and country
 */
record Sighting(long time, String fingerprint, boolean probed, Standing standing)
    implements Comparable<Sighting> {

  private static final Comparator<Sighting> ORDER =
      Comparator.comparingLong(Sighting::time)
          .thenComparing(Sighting::fingerprint)
          .thenComparing(Sighting::probed)
          .thenComparing(sighting -> sighting.standing().signature())
          .thenComparing(sighting -> sighting.standing().asn().isPresent())
          .thenComparing(sighting -> sighting.standing().asn().orElse(0))
          .thenComparing(sighting -> sighting.standing().country());

  @Override
  public int compareTo(Sighting other) {
    return ORDER.compare(this, other);
  }

  /** When it showed which fingerprint. */
  Shown shown() {
    return new Shown(time, fingerprint);
  }

  void write(FieldWriter writer) {
    shown().write(writer);
    writer.flag(probed);
    standing.write(writer);
  }

  static Sighting read(FieldReader reader) {
    Shown shown = Shown.read(reader);
    return new Sighting(shown.time(), shown.fingerprint(), reader.flag(), Standing.read(reader));
  }
}
