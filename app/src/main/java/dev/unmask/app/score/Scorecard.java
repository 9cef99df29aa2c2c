package dev.unmask.app.score;

import dev.unmask.app.lab.Confusion;
import dev.unmask.app.lab.Found;
import dev.unmask.avro.Verdict;
import dev.unmask.lab.feed.LabTruth;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How verdicts and roles were confused. Immutable.
 *
 * @param verdicts one for each scenario, which is a certificate and all its hosts
 * @param roles one for each host
 * @param confused the scenarios that were given another verdict than the true one
 */
public record Scorecard(Confusion verdicts, Confusion roles, List<Confused> confused) {
  private static final Set<String> RELAYS = Set.of("VPN_CAMOUFLAGE", "TLS_RELAY");
  private static final Set<String> STOLEN = Set.of("KEY_COMPROMISE");

  /** Copies the list. */
  public Scorecard {
    confused = List.copyOf(confused);
  }

  /**
   * A scenario that was given another verdict than the true one.
   *
   * @param given the verdict and, of an INCONCLUSIVE one, its reason; empty where there was none
   */
  public record Confused(String scenario, String truth, Optional<Verdict> given) {}

  /** Compares. */
  public static Scorecard of(Found found) {
    List<Confused> confused =
        found.truth().verdicts().stream().flatMap(one -> confused(one, found).stream()).toList();
    return new Scorecard(
        Confusion.ofKinds(found.truth(), found.verdicts()),
        Confusion.ofRoles(found.truth(), found.hosts()),
        confused);
  }

  private static Optional<Confused> confused(LabTruth.Verdict cluster, Found found) {
    String truth = cluster.kind().name();
    Optional<Verdict> given = Optional.ofNullable(found.verdicts().get(cluster.fingerprint()));
    return given.filter(one -> one.getKind().name().equals(truth)).isPresent()
        ? Optional.empty()
        : Optional.of(new Confused(cluster.name(), truth, given));
  }

  /** How many scenarios there were. */
  public long scenarios() {
    return verdicts.total();
  }

  /** Relays over which a stolen key was cried. */
  public long relaysCalledStolen() {
    return verdicts.count(RELAYS, STOLEN);
  }

  /** Stolen keys that were called relays. */
  public long stolenCalledRelays() {
    return verdicts.count(STOLEN, RELAYS);
  }

  /** The two errors that matter, together. */
  public long errors() {
    return relaysCalledStolen() + stolenCalledRelays();
  }
}
