package dev.unmask.enrich.policy;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.unmask.avro.Hint;
import dev.unmask.enrich.policy.Decision.Probe;
import java.util.Optional;
import java.util.function.Function;

/**
 * How deeply a host is probed: the first few of each certificate that this enricher meets at the
 * high tiers, as many more as classification still asks for, the owner's own hosts always, up to a
 * bound, and all others a little. Hosts that differ from most of their certificate come first, by
 * their banner or by what a probe of a low tier saw: one holder of the key among thousands of
 * relays is such a host. Every enricher takes samples of its own. Bounded: of a certificate that
 * was forgotten, a new sample is taken. Safe from any thread.
 */
public final class Sampling {
  private static final int CERTIFICATES = 50_000;

  private final Function<String, Optional<Hint>> hints;
  private final LoadingCache<String, Sample> samples;

  /**
   * @param hints what is known of a fingerprint's cluster
   */
  public Sampling(SampleSizes sizes, Function<String, Optional<Hint>> hints) {
    this.hints = hints;
    this.samples =
        Caffeine.newBuilder().maximumSize(CERTIFICATES).build(unknown -> new Sample(sizes));
  }

  /**
   * The tier of a host that is going to be probed; its place in the sample is taken.
   *
   * @param why it is probed at all
   */
  Probe probe(Subject subject, String why) {
    var fingerprint = subject.fingerprint().orElse("");
    return probe(sample(subject).next(subject, hints.apply(fingerprint)), why);
  }

  /** A deeper visit of a host that differs; its place in the sample is taken. */
  Optional<Probe> deeper(Subject subject, Probe made, Appearance seen) {
    return subject.insideOwner()
        ? Optional.empty()
        : sample(subject).deeper(made.tier(), seen).map(place -> probe(place, made.why()));
  }

  private Sample sample(Subject subject) {
    return samples.get(subject.fingerprint().orElse(""));
  }

  private static Probe probe(Sample.Place place, String why) {
    return new Probe(
        place.tier(), "%s; tier %d: %s".formatted(why, place.tier().number(), place.why()));
  }
}
