package dev.unmask.lab.scenario;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Every kind of cluster that the lab knows, in other numbers for each seed: the case at some small
 * scale, the camouflage of today with as many hosts of each system as are drawn, stolen keys and
 * innocent reasons, all with noise, and hosts that change midway. Not for use twice: a draw moves
 * its random numbers on.
 */
final class Assortment {
  private static final double SMALLEST_CASE = 0.003;
  private static final double LARGEST_CASE = 0.02;

  private final SplittableRandom random;
  private final Casting casting;

  Assortment(double pace, long seed, LabPorts ports) {
    this.random = new SplittableRandom(seed);
    this.casting = Casting.of(new Pace(pace), ports, random);
  }

  LabScenario scenario() {
    double scale = random.nextDouble(SMALLEST_CASE, LARGEST_CASE);
    Turnout turnout = Turnout.drawn(random.split());
    List<LabScenario> parts =
        List.of(
            new DivdCase(scale, casting, random.split()).scenario(),
            new Camouflage(casting, turnout).scenario(),
            new Innocents(casting, turnout, new OwnerNetworks(random.split())).scenario());
    Stream<Cluster> clusters =
        Stream.concat(
            parts.stream().flatMap(part -> part.clusters().stream()),
            new Thefts(casting, turnout).clusters().stream());
    LabScenario steady =
        new LabScenario(
            "assortment",
            casting.ports(),
            owners(parts.stream().flatMap(part -> part.owners().stream())),
            new Noise(casting, random.split()).in(clusters.toList()),
            parts.stream().flatMap(part -> part.bystanders().stream()).toList());
    return new Changes(random.split()).in(steady);
  }

  private static List<Owner> owners(Stream<Owner> all) {
    Map<String, Owner> byId = new LinkedHashMap<>();
    all.forEach(owner -> byId.merge(owner.id(), owner, Owner::with));
    Collection<Owner> each = byId.values();
    return List.copyOf(each);
  }
}
