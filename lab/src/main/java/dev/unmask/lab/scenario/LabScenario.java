package dev.unmask.lab.scenario;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A small internet as pure data. Immutable; addresses are distinct. */
public record LabScenario(String name, LabPorts ports, List<Cluster> clusters) {
  /**
   * The network of the owner's CDN, which its catalogue must name: a documentation AS (RFC 5398).
   */
  public static final Network EDGE = new Network(64_500, "Example Edge Delivery");

  public LabScenario {
    clusters = List.copyOf(clusters);
    Set<Object> seen = new HashSet<>();
    clusters.stream()
        .flatMap(Cluster::hosts)
        .filter(host -> !seen.add(host.address()))
        .findAny()
        .ifPresent(
            twice -> {
              throw new IllegalArgumentException("two hosts have the address " + twice.ip());
            });
  }

  /**
   * DIVD-2022-00013: 8,588 hosts with a certificate for www.update.microsoft.com, 8,231 of them
   * with the very same one.
   *
   * @param scale above 0, at most 1; below 1 each cast shrinks in proportion, but to no fewer than
   *     a handful, and the genuine hosts of the big cluster stay six
   * @param seed the same seed, scale and ports make the same scenario
   */
  public static LabScenario divd(double scale, long seed, LabPorts ports) {
    if (!(scale > 0 && scale <= 1)) {
      throw new IllegalArgumentException(
          "the scale of the lab must be above 0 and at most 1, not " + scale);
    }
    return new DivdCase(scale, seed, ports).scenario();
  }

  public Stream<LabHost> hosts() {
    return clusters.stream().flatMap(Cluster::hosts);
  }

  public int size() {
    return (int) hosts().count();
  }
}
