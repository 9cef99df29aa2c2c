package dev.unmask.classify;

import static dev.unmask.classify.ObservationBuilder.anObservation;
import static dev.unmask.classify.ObservationBuilder.host;
import static dev.unmask.classify.ObservationBuilder.leaf;

import dev.unmask.avro.Certificate;
import dev.unmask.avro.LivenessResult;
import dev.unmask.avro.Observation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Observations of hosts that change their minds, many of them in the same second; from a seed. */
final class RandomInternet {

  private static final LivenessResult[] DRAWN = {
    LivenessResult.HELD, LivenessResult.ALERT, LivenessResult.CLOSED
  };

  private final int hosts;
  private final int leaves;
  private final int seconds;

  /**
   * @param seconds in which it all happens; the fewer, the more observations of one moment
   */
  RandomInternet(int hosts, int leaves, int seconds) {
    this.hosts = hosts;
    this.leaves = leaves;
    this.seconds = seconds;
  }

  List<Observation> observations(int count, Random random) {
    List<Observation> observations = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      observations.add(observation(random));
    }
    return observations;
  }

  List<Certificate> certificates() {
    List<Certificate> certificates = new ArrayList<>();
    for (int i = 0; i < leaves; i += 2) {
      certificates.add(
          Certificate.newBuilder().setSha256(leaf(i)).setSubject("CN=" + i + ".test").build());
    }
    return certificates;
  }

  /** All of them, a third of them twice, in another order. */
  static List<Observation> shuffled(List<Observation> observations, Random random) {
    List<Observation> all = new ArrayList<>(observations);
    observations.stream().filter(o -> random.nextInt(3) == 0).forEach(all::add);
    Collections.shuffle(all, random);
    return all;
  }

  private Observation observation(Random random) {
    int host = random.nextInt(hosts);
    int at = 10 + random.nextInt(seconds);
    ObservationBuilder observation =
        anObservation()
            .from(host(host))
            .at(at)
            .claiming(leaf(random.nextInt(leaves)))
            .in(64_500 + host % 7, host % 2 == 0 ? "NL" : "DE");
    switch (random.nextInt(6)) {
      case 0, 1 -> observation.probed(leaf(random.nextInt(leaves)), DRAWN[random.nextInt(3)]);
      case 2 -> observation.refused();
      case 3 -> observation.probed(leaf(random.nextInt(leaves)), DRAWN[0]).bannerAt(at - 9);
      default -> observation.in(random.nextInt(3), "FR");
    }
    return observation.build();
  }
}
