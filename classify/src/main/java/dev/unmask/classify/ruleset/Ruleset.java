package dev.unmask.classify.ruleset;

import dev.unmask.avro.VerdictKind;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What evidence weighs: a prior of every kind, a weighting of every sign, thresholds, and what each
 * kind is not decided without. Immutable, safe from any thread.
 */
public final class Ruleset {

  private static final String BUILT_IN = "/ruleset.json";
  private static final List<VerdictKind> KINDS =
      Arrays.stream(VerdictKind.values()).filter(kind -> kind != VerdictKind.INCONCLUSIVE).toList();

  private final String version;
  private final Map<VerdictKind, Double> priors;
  private final Map<Sign, Weighting> weightings;
  private final Map<Threshold, Double> thresholds;
  private final Map<VerdictKind, Need> needs;

  Ruleset(
      String version,
      Map<VerdictKind, Double> priors,
      Map<Sign, Weighting> weightings,
      Map<Threshold, Double> thresholds,
      Map<VerdictKind, Need> needs) {
    this.version = version;
    this.priors = Map.copyOf(priors);
    this.weightings = Map.copyOf(weightings);
    this.thresholds = Map.copyOf(thresholds);
    this.needs = Map.copyOf(needs);
  }

  /** The ruleset that comes with unmask: resource {@code ruleset.json}. */
  public static Ruleset builtIn() {
    try (InputStream json = Ruleset.class.getResourceAsStream(BUILT_IN)) {
      return parse(json.readAllBytes(), BUILT_IN);
    } catch (IOException unreadable) {
      throw new IllegalStateException(BUILT_IN + " is missing from the class path", unreadable);
    }
  }

  /**
   * Reads a ruleset.
   *
   * @param json the file's bytes
   * @param origin its name, for messages
   * @throws IllegalArgumentException names the file, the field, its value and what was expected
   */
  public static Ruleset parse(byte[] json, String origin) {
    return RulesetFile.read(json, origin);
  }

  /** The kinds that are weighed against each other: all but INCONCLUSIVE, which is what is left. */
  public static List<VerdictKind> kinds() {
    return KINDS;
  }

  /**
   * Its version and the first 12 hex digits of the SHA-256 of its bytes: {@code
   * 2026-11-24+0123456789ab}.
   */
  public String version() {
    return version;
  }

  /** log2 of the prior probability of a kind, in thousandths of a bit, rounded. */
  public long priorMillibits(VerdictKind kind) {
    return Math.round(1000 * StrictMath.log(prior(kind)) / StrictMath.log(2));
  }

  /** Prior probability of a kind; they sum to 1. */
  public double prior(VerdictKind kind) {
    return Optional.ofNullable(priors.get(kind))
        .orElseThrow(() -> new IllegalArgumentException(kind + " has no prior"));
  }

  /** What a sign weighs. */
  public Weighting weighting(Sign sign) {
    return Optional.ofNullable(weightings.get(sign))
        .orElseThrow(() -> new IllegalStateException(sign.key() + " has no weighting"));
  }

  /** The value of a threshold. */
  public double threshold(Threshold threshold) {
    return Optional.ofNullable(thresholds.get(threshold))
        .orElseThrow(() -> new IllegalStateException(threshold.key() + " has no value"));
  }

  /** What a kind is not decided without; empty where nothing. */
  public Optional<Need> need(VerdictKind kind) {
    return Optional.ofNullable(needs.get(kind));
  }

  static String contentHash(byte[] json) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(json);
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
