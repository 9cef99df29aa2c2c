package dev.unmask.enrich.policy;

import dev.unmask.avro.Hint;
import dev.unmask.enrich.probe.visit.Tier;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was taken of one certificate's hosts, and what is still wanted. A new hint replaces what the
 * one before it wanted; one that wants nothing ends the sampling, but of twins and of hosts that
 * differ from most others. Safe from any thread.
 */
final class Sample {
  /** A tier, and why, for people. */
  record Place(Tier tier, String why) {}

  private final SampleSizes sizes;
  private final Map<Tier, Long> wanted =
      new TreeMap<>(Comparator.comparingInt(Tier::number).reversed());
  private Optional<Hint> heard = Optional.empty();
  private final Rarity banners = new Rarity();
  private final Rarity handshakes = new Rarity();
  private final Rarity behaviours = new Rarity();
  private long hosts;
  private int differing;
  private int twins;
  private int timings;
  private int manners;

  Sample(SampleSizes sizes) {
    this.sizes = sizes;
  }

  /** The place of the next host; it is taken. */
  synchronized Place next(Subject host, Optional<Hint> hint) {
    hear(hint);
    return twin(host.insideOwner())
        .or(() -> odd(host))
        .or(this::timing)
        .or(this::manner)
        .or(this::asked)
        .orElseGet(() -> new Place(sizes.others(), "as every host"));
  }

  /** The place of a host that was visited, and turned out to differ; it is taken. */
  synchronized Optional<Place> deeper(Tier made, Appearance seen) {
    var handshake = handshakes.isRare(seen.handshake());
    var behaviour = seen.behaviour().filter(behaviours::isRare).isPresent();
    return (handshake || behaviour) && !made.includes(Tier.MANNERS)
        ? differing("answers unlike most hosts of its certificate")
        : Optional.empty();
  }

  private Optional<Place> odd(Subject host) {
    if (host.insideOwner()) {
      return Optional.empty();
    }
    hosts++;
    return banners.isRare(host.appearance())
        ? differing("its banner is unlike those of most hosts of its certificate")
        : Optional.empty();
  }

  private Optional<Place> differing(String why) {
    if (differing >= sizes.differing(hosts)) {
      return Optional.empty();
    }
    differing++;
    return Optional.of(new Place(Tier.MANNERS, why));
  }

  private void hear(Optional<Hint> hint) {
    if (!hint.equals(heard)) {
      heard = hint;
      wanted.clear();
      for (var tier : Tier.values()) {
        hint.map(said -> said.getWanted().get(String.valueOf(tier.number())))
            .ifPresent(more -> wanted.put(tier, more));
      }
    }
  }

  /** Whether more evidence would change nothing, as far as classification knows. */
  private boolean settled() {
    return heard.isPresent() && heard.get().getWanted().isEmpty();
  }

  private Optional<Place> twin(boolean twin) {
    if (!twin || twins >= sizes.twins()) {
      return Optional.empty();
    }
    twins++;
    return Optional.of(
        new Place(
            Tier.TIMINGS,
            "inside the owner's own networks, number %d of up to %d"
                .formatted(twins, sizes.twins())));
  }

  private Optional<Place> timing() {
    if (settled() || timings >= sizes.timings()) {
      return Optional.empty();
    }
    timings++;
    return Optional.of(new Place(Tier.TIMINGS, sampled(timings, sizes.timings())));
  }

  private Optional<Place> manner() {
    if (settled() || manners >= sizes.manners()) {
      return Optional.empty();
    }
    manners++;
    return Optional.of(new Place(Tier.MANNERS, sampled(manners, sizes.manners())));
  }

  private static String sampled(int number, int of) {
    return "sample of its certificate's hosts, number %d of %d".formatted(number, of);
  }

  /** The highest tier first: it has the evidence of those below. */
  private Optional<Place> asked() {
    for (var entry : wanted.entrySet()) {
      var more = entry.getValue();
      if (more > 0 && !sizes.others().includes(entry.getKey())) {
        entry.setValue(more - 1);
        return Optional.of(
            new Place(entry.getKey(), "classification asks for %,d more".formatted(more)));
      }
    }
    return Optional.empty();
  }
}
