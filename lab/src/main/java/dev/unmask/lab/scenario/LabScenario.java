package dev.unmask.lab.scenario;

import dev.unmask.lab.scenario.Behaviour.Relay;
import java.net.InetAddress;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A small internet as pure data. Immutable; addresses are distinct.
 *
 * @param owners whose certificates its hosts wear
 * @param bystanders hosts that relays lead to, and that no crawler has seen
 * @param former some hosts of the clusters, by their addresses, as they are until they change their
 *     certificate
 */
public record LabScenario(
    String name,
    LabPorts ports,
    List<Owner> owners,
    List<Cluster> clusters,
    List<LabHost> bystanders,
    List<LabHost> former) {
  /**
   * Names of sites that have nothing to do with the owners, each in another network: well-known
   * ones, as these are what one asks of an open proxy. They are served here as all others are, on
   * this machine, with certificates of the lab's own CA.
   */
  public static final List<String> UNRELATED_NAMES = List.of("www.debian.org", "home.cern");

  public LabScenario {
    owners = List.copyOf(owners);
    clusters = List.copyOf(clusters);
    bystanders = List.copyOf(bystanders);
    Set<InetAddress> seen = new HashSet<>();
    everyone(clusters, bystanders)
        .filter(host -> !seen.add(host.address()))
        .findAny()
        .ifPresent(
            twice -> {
              throw new IllegalArgumentException("two hosts have the address " + twice.ip());
            });
    former = List.copyOf(former);
    former.stream()
        .filter(host -> !seen.contains(host.address()))
        .findAny()
        .ifPresent(
            nobody -> {
              throw new IllegalArgumentException("no host becomes of " + nobody.ip());
            });
  }

  /** Without changes. */
  public LabScenario(
      String name,
      LabPorts ports,
      List<Owner> owners,
      List<Cluster> clusters,
      List<LabHost> bystanders) {
    this(name, ports, owners, clusters, bystanders, List.of());
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
    SplittableRandom random = new SplittableRandom(seed);
    Casting casting = Casting.of(new Pace(1), ports, random);
    return new DivdCase(scale, casting, random.split()).scenario();
  }

  /**
   * What wears third parties' certificates today, a cluster for each system, and key holders and
   * proxies' default certificates beside them.
   *
   * @param pace 1 for the waits of the real systems, less for shorter ones, above 0
   * @param seed the same seed, pace and ports make the same scenario
   */
  public static LabScenario camouflage(double pace, long seed, LabPorts ports) {
    Casting casting = Casting.of(new Pace(pace), ports, new SplittableRandom(seed));
    return new Camouflage(casting, Turnout.fixed()).scenario();
  }

  /**
   * Every kind of cluster that the lab knows, with sizes, shares and noise that the seed draws, and
   * some hosts that change their certificate when the lab is told to.
   *
   * @param pace as of {@link #camouflage}
   */
  public static LabScenario assortment(double pace, long seed, LabPorts ports) {
    return new Assortment(pace, seed, ports).scenario();
  }

  /**
   * Some of its clusters, by the ids of their leaves; all where none is named.
   *
   * @throws IllegalArgumentException if it has no such cluster; the message names those that it has
   */
  public LabScenario only(Collection<String> ids) {
    Set<String> known = clusters.stream().map(one -> one.leaf().id()).collect(toSortedSet());
    ids.stream()
        .filter(id -> !known.contains(id))
        .findFirst()
        .ifPresent(
            unknown -> {
              throw new IllegalArgumentException(
                  "no cluster of the lab is called '" + unknown + "'; there are " + known);
            });
    List<Cluster> some =
        clusters.stream().filter(one -> ids.isEmpty() || ids.contains(one.leaf().id())).toList();
    List<LabHost> then = former(some);
    Stream<LabHost> behindThem =
        origins(then, clusters.stream().filter(one -> !some.contains(one)).toList());
    return new LabScenario(
        name, ports, owners, some, Stream.concat(bystanders.stream(), behindThem).toList(), then);
  }

  /** Hosts of other clusters that relays led to once. */
  private static Stream<LabHost> origins(List<LabHost> former, List<Cluster> others) {
    Set<InetAddress> origins =
        former.stream()
            .flatMap(host -> host.ports().values().stream())
            .filter(Relay.class::isInstance)
            .map(behaviour -> ((Relay) behaviour).origin().getAddress())
            .collect(Collectors.toSet());
    return others.stream().flatMap(Cluster::hosts).filter(host -> origins.contains(host.address()));
  }

  private List<LabHost> former(List<Cluster> some) {
    Set<InetAddress> addresses =
        some.stream().flatMap(Cluster::hosts).map(LabHost::address).collect(Collectors.toSet());
    return former.stream().filter(host -> addresses.contains(host.address())).toList();
  }

  private static Collector<String, ?, Set<String>> toSortedSet() {
    return Collectors.toCollection(TreeSet::new);
  }

  /** Those that a crawler has seen. */
  public Stream<LabHost> hosts() {
    return clusters.stream().flatMap(Cluster::hosts);
  }

  /** {@link #hosts} and bystanders. */
  public Stream<LabHost> everyone() {
    return everyone(clusters, bystanders);
  }

  private static Stream<LabHost> everyone(List<Cluster> clusters, List<LabHost> bystanders) {
    return Stream.concat(clusters.stream().flatMap(Cluster::hosts), bystanders.stream());
  }

  /** Everyone as they are before some change their certificate. */
  public Stream<LabHost> everyoneAtFirst() {
    Map<InetAddress, LabHost> then =
        former.stream().collect(Collectors.toMap(LabHost::address, Function.identity()));
    return everyone().map(host -> then.getOrDefault(host.address(), host));
  }

  /** How many hosts a crawler has seen. */
  public int size() {
    return (int) hosts().count();
  }

  /** Every certificate that some host shows. */
  public Set<Leaf> leaves() {
    Set<Leaf> leaves = new LinkedHashSet<>();
    clusters.forEach(cluster -> leaves.add(cluster.leaf()));
    clusters.stream()
        .flatMap(cluster -> cluster.casts().stream())
        .forEach(cast -> cast.seen().ifPresent(leaves::add));
    Stream.concat(everyone(), former.stream())
        .flatMap(host -> host.ports().values().stream())
        .forEach(b -> addLeaves(b, leaves));
    return leaves;
  }

  private static void addLeaves(Behaviour behaviour, Set<Leaf> leaves) {
    if (behaviour instanceof TlsServer server) {
      leaves.add(server.leaf());
      leaves.addAll(server.named().values());
    }
  }
}
