package dev.unmask.classify.topology.tally;

import dev.unmask.classify.model.Profile;
import dev.unmask.classify.model.Signature;
import dev.unmask.classify.topology.message.Reading;
import dev.unmask.classify.topology.message.Seen;
import dev.unmask.classify.topology.message.Standing;
import dev.unmask.classify.topology.store.Member;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.utils.Bytes;

/**
 * The counts of one fingerprint, on the heap: a function of its members, from which they can be
 * counted again. Dozens of rows, whatever the number of hosts.
 */
final class Cluster {

  /** What a cluster costs beside its rows, in rows. */
  private static final int OVERHEAD = 8;

  private final SignatureCounts signatures = new SignatureCounts();
  private final Counts<Integer> ports = new Counts<>();
  private final Counts<Long> networks = new Counts<>();
  private final Counts<String> countries = new Counts<>();
  private long changed;

  /**
   * @param known whether the store has another member with the same signature
   */
  void add(Member member, Standing standing, BooleanSupplier known) {
    if (!standing.changed()) {
      signatures.add(standing.signature(), known);
    }
    count(member, standing, 1);
  }

  /**
   * @param known whether the store has another member with the same signature
   */
  void remove(Member member, Standing standing, BooleanSupplier known) {
    if (!standing.changed()) {
      signatures.remove(standing.signature(), known);
    }
    count(member, standing, -1);
  }

  /** Whether its hosts have to be counted anew, since more can be told of them. */
  boolean tooCoarse() {
    return signatures.tooCoarse();
  }

  /** What it weighs in the memory. */
  int rows() {
    return OVERHEAD + signatures.rows() + ports.rows() + networks.rows() + countries.rows();
  }

  /** A copy, for the assessment. */
  Reading profile(String fingerprint, Optional<Seen> seen) {
    SortedMap<Bytes, Long> rows = Merging.bounded(signatures.asMap());
    SortedMap<Signature, Long> hosts = new TreeMap<>();
    rows.forEach((s, count) -> hosts.put(Signature.decode(s.get()), count));
    Profile profile =
        new Profile(
            fingerprint,
            hosts,
            ports.asMap(),
            networks.asMap(),
            countries.asMap(),
            seen.map(times -> Instant.ofEpochMilli(times.from())),
            seen.map(times -> Instant.ofEpochMilli(times.to())),
            changed);
    return new Reading(profile, rows.size() != signatures.different());
  }

  private void count(Member member, Standing standing, int hosts) {
    if (standing.changed()) {
      changed += hosts;
      return;
    }
    ports.add(member.port(), hosts);
    standing.asn().ifPresent(asn -> networks.add(asn, hosts));
    if (!standing.country().isEmpty()) {
      countries.add(standing.country(), hosts);
    }
  }
}
