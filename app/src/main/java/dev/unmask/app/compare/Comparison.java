package dev.unmask.app.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The verdicts that stand and those that a replay gives. Immutable.
 *
 * @param all every certificate that either run has a verdict on, the largest cluster first
 * @param outside verdicts that stand on certificates that were not seen in the replay's stretch
 * @param liveDigest digest of the verdicts that stand
 * @param replayDigest digest of the replay's verdicts
 */
public record Comparison(
    List<Difference> all, long outside, String liveDigest, String replayDigest) {

  private static final Comparator<Difference> LARGEST_FIRST =
      Comparator.comparingLong(Difference::hosts)
          .reversed()
          .thenComparing(difference -> difference.either().fingerprint());

  /** Keeps a copy of the list. */
  public Comparison {
    all = List.copyOf(all);
  }

  /**
   * Puts both side by side.
   *
   * @param live by fingerprint
   * @param replay by fingerprint
   * @param stretch what the replay has read; of the verdicts that stand, only those count whose
   *     certificates were seen in it
   */
  public static Comparison of(
      SortedMap<String, Judged> live, SortedMap<String, Judged> replay, Stretch stretch) {
    SortedMap<String, Judged> concerned = new TreeMap<>(live);
    concerned
        .values()
        .removeIf(judged -> !replay.containsKey(judged.fingerprint()) && !judged.seenIn(stretch));
    List<Difference> all = new ArrayList<>();
    TreeSet<String> fingerprints = new TreeSet<>(concerned.keySet());
    fingerprints.addAll(replay.keySet());
    fingerprints.forEach(
        fingerprint ->
            all.add(
                new Difference(
                    Optional.ofNullable(concerned.get(fingerprint)),
                    Optional.ofNullable(replay.get(fingerprint)))));
    all.sort(LARGEST_FIRST);
    return new Comparison(all, live.size() - concerned.size(), digest(live), digest(replay));
  }

  /** Those of which people would hear, the largest cluster first. */
  public List<Difference> material() {
    return all.stream().filter(Difference::material).toList();
  }

  /** Certificates on which both say the same, byte for byte. */
  public long same() {
    return all.stream().filter(difference -> difference.changes().isEmpty()).count();
  }

  /** Certificates whose verdicts differ in this, perhaps in other things too. */
  public long count(Change change) {
    return all.stream().filter(difference -> difference.changes().contains(change)).count();
  }

  /**
   * One digest of many verdicts: SHA-256, in lowercase hex, over a line each in the order of the
   * fingerprints, {@code fingerprint SPACE digest NEWLINE}.
   */
  static String digest(SortedMap<String, Judged> verdicts) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (Map.Entry<String, Judged> verdict : verdicts.entrySet()) {
        String line = verdict.getKey() + " " + verdict.getValue().digest() + "\n";
        sha256.update(line.getBytes(UTF_8));
      }
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
