package dev.unmask.classify.topology.tally;

import dev.unmask.classify.topology.message.Reading;
import dev.unmask.classify.topology.store.Members;
import dev.unmask.classify.topology.store.Profiles;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Reads the profile of a fingerprint by one scan of its members, whatever of it is on the heap: for
 * a step that seldom needs one.
 */
public final class Recount {

  private final Members members;
  private final Profiles profiles;

  public Recount(ProcessorContext<?, ?> context) {
    members = new Members(context);
    profiles = new Profiles(context);
  }

  /** Empty for a fingerprint that was never seen. */
  public Optional<Reading> of(String fingerprint) {
    return profiles
        .tally(fingerprint)
        .map(row -> new Clusters(members, 0).get(fingerprint).profile(fingerprint, row.seen()));
  }
}
