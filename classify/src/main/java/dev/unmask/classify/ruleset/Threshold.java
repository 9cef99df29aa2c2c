package dev.unmask.classify.ruleset;

import java.util.Arrays;
import java.util.Optional;

/** The numbers that decide where weights do not. */
public enum Threshold {
  /** Probability from which a kind (with its next of kin) is the verdict. */
  DECIDE("decide", 0.5, 1),
  /** Probability below which a kind is ruled out. */
  RULE_OUT("ruleOut", 0, 0.5),
  /**
   * Hosts outside the owner's networks that must have completed a handshake for their behaviour to
   * say something of the cluster.
   */
  MINIMUM_HOSTS("minimumHosts", 1, 1_000_000),
  /** Share of the cluster that these must be. */
  SUSPECT_SHARE("suspectShare", 0, 1),
  /** Share of suspects with VPN evidence from which a cluster is no longer without. */
  VPN_SHARE("vpnShare", 0.000001, 1),
  /** What a judgement on banner chains alone counts, of one on live chains. */
  PASSIVE_FACTOR("passiveFactor", 0, 1),
  /** Years of validity from which a self-signed P-256 certificate is an installer's. */
  INSTALLER_YEARS("installerYears", 1, 1_000),
  /** Hosts outside to be tested at tier 3 where a test of that tier would change the verdict. */
  MANNERS_SAMPLE("mannersSample", 0, 100_000),
  /** The same at tier 4. */
  TIMINGS_SAMPLE("timingsSample", 0, 100_000),
  /** Twins that give half of what a ServerHello unlike all of theirs can weigh. */
  TWINS_FOR_SHAPE("twinsForShape", 0, 1_000),
  /** Twins that give half of what content unlike all of theirs can weigh. */
  TWINS_FOR_CONTENT("twinsForContent", 0, 1_000),
  /** Share of that weight from which a single host is called the holder of a key by it. */
  SHAPE_OF_HOLDER("shapeOfHolder", 0.01, 1),
  /** Probability that the second kind must keep for evidence to be in conflict. */
  CONFLICT("conflict", 0, 0.5),
  /** Bits that evidence for each of the two must have. */
  CONFLICT_BITS("conflictBits", 0, 30),
  /** Probability of a stolen key from which an open verdict is worth somebody's time. */
  WORTH_A_LOOK("worthALook", 0, 1),
  /** Probability of a stolen key from which it is said to be between relay and key holder. */
  DOUBT("doubt", 0, 1),
  /** Probability from which a kind is named as a candidate of an open verdict. */
  CANDIDATE("candidate", 0.01, 1),
  /** Hosts to be measured at tier 2 while the verdict is open. */
  SAMPLE_OPEN("sampleWhileOpen", 0, 1_000_000_000),
  /** Hosts to be measured at tier 2 once it is decided. */
  SAMPLE_DECIDED("sampleOnceDecided", 0, 1_000_000_000);

  private final String key;
  private final double least;
  private final double most;

  Threshold(String key, double least, double most) {
    this.key = key;
    this.least = least;
    this.most = most;
  }

  /** Its key in the ruleset. */
  public String key() {
    return key;
  }

  boolean allows(double value) {
    return value >= least && value <= most;
  }

  String range() {
    return "a number from " + Numbers.plain(least) + " to " + Numbers.plain(most);
  }

  static Optional<Threshold> ofKey(String key) {
    return Arrays.stream(values()).filter(threshold -> threshold.key.equals(key)).findFirst();
  }
}
