package dev.unmask.app.probe;

import static dev.unmask.app.probe.Finding.no;
import static dev.unmask.app.probe.Finding.notTested;
import static dev.unmask.app.probe.Finding.yes;

import dev.unmask.avro.Observation;
import dev.unmask.classify.model.Manners;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the probes of the higher tiers say of the path to the host. */
record MannersFindings(Observation seen, Manners manners, Optional<Manners> twin) {

  void put(Map<String, Finding> codes) {
    codes.put(
        "SESSION_RESUMED_ELSEWHERE",
        switch (manners.resumption()) {
          case RESUMED_FROM_OWNER -> yes("a session begun at the owner's own host was resumed");
          case RESUMED_FROM_OTHER -> yes("a session begun at another host was resumed");
          case NOT_RESUMED -> no("it resumes its own sessions, and no other host's");
          case REFUSED_OWNERS -> no("it resumes its own sessions, and not the owner's hosts'");
          case NOT_TESTED -> unless(seen.getResumption(), 3, "nothing to conclude from");
        });
    codes.put(
        "RTT_SPLIT",
        switch (manners.roundTrips()) {
          case EXTRA_LEG -> yes("the first flight takes a leg more than the next round trip");
          case NO_GAP -> no("no gap, which proves nothing");
          case NOT_TESTED -> unless(seen.getRoundTrips(), 4, "no samples");
        });
    codes.put(
        "HALF_CLOSE",
        switch (manners.halfClose()) {
          case FLIGHT_LOST -> yes("ClientHello and FIN at once: the flight is lost" + besideHalf());
          case FLIGHT_CAME -> no("ClientHello and FIN at once: the flight comes");
          case OTHERWISE -> no("ClientHello and FIN at once: something came that is no flight");
          case NOT_TESTED -> unless(seen.getHalfClose(), 3, "not decided");
        });
    codes.put("FIRST_BYTES", firstBytes(manners.firstBytes()));
    codes.put(
        "SNI_DEPENDENT",
        switch (manners.sniMatrix()) {
          case OTHER_CERTIFICATES -> yes("other names draw other certificates");
          case ITS_OWN_FOR_SOME, ITS_OWN_FOR_ALL ->
              yes("unrelated names draw trusted certificates of their own");
          case REFUSES_OTHERS -> yes("other names, or none, are refused");
          case SAME_FOR_ALL -> no("the same certificate whatever name is asked for");
          case NOT_TESTED -> unless(seen.getSni(), 3, "not decided");
        });
  }

  private Finding firstBytes(Manners.FirstBytes half) {
    if (half == Manners.FirstBytes.NOT_TESTED) {
      return unless(seen.getFirstBytes(), 3, "not decided");
    }
    String drew = "half a ClientHello: " + Finding.words(half);
    return twin.map(Manners::firstBytes)
        .filter(theirs -> theirs != Manners.FirstBytes.NOT_TESTED)
        .map(theirs -> Finding.of(theirs != half, drew + ", its twin: " + Finding.words(theirs)))
        .orElseGet(() -> notTested(drew + "; " + SpeechFindings.NO_TWIN));
  }

  private String besideHalf() {
    return twin.map(other -> ", its twin's: " + Finding.words(other.halfClose())).orElse("");
  }

  private static Finding unless(@Nullable Object probe, int tier, String otherwise) {
    return probe == null ? Finding.belowTier(tier) : notTested(otherwise);
  }
}
