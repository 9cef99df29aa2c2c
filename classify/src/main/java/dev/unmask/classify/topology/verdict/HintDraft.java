package dev.unmask.classify.topology.verdict;

import dev.unmask.avro.Hint;
import dev.unmask.classify.assess.Assessment;
import dev.unmask.classify.model.Profile;
import dev.unmask.classify.topology.format.StableHash;
import dev.unmask.schemas.owner.Owner;
import dev.unmask.schemas.owner.OwnerCatalogue;
import java.util.SortedMap;
import java.util.TreeMap;

/** What enrich should know of a cluster. Pure. */
final class HintDraft {

  private HintDraft() {}

  static Hint of(Profile profile, Assessment assessment, OwnerCatalogue owners) {
    SortedMap<String, Long> wanted = new TreeMap<>();
    assessment.wanted().forEach((tier, hosts) -> wanted.put(String.valueOf(tier), hosts));
    boolean watched = assessment.owner().flatMap(owners::byId).map(Owner::watched).orElse(false);
    return new Hint(profile.total(), watched, wanted);
  }

  /**
   * Over what enrich would act on: hosts count by their power of two. Never 0, which stands for no
   * hint.
   */
  static long hash(Hint hint) {
    int size = 64 - Long.numberOfLeadingZeros(hint.getHosts());
    return StableHash.of(size + " " + hint.getWatched() + " " + new TreeMap<>(hint.getWanted()))
        | 1;
  }
}
