package dev.unmask.app.demo;

import dev.unmask.app.lab.Confusion;
import dev.unmask.avro.HostVerdict;
import dev.unmask.avro.Verdict;
import dev.unmask.lab.feed.LabTruth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What was found, compared with what is true. Immutable.
 *
 * @param disagreements a sentence each; empty when all is right
 * @param confusion of roles
 */
public record Grade(List<String> disagreements, Confusion confusion) {
  /** Copies the sentences. */
  public Grade {
    disagreements = List.copyOf(disagreements);
  }

  /** Whether nothing disagrees. */
  public boolean agrees() {
    return disagreements.isEmpty();
  }

  /**
   * Compares kinds, reasons, counts of roles and single hosts.
   *
   * @param verdicts by fingerprint
   * @param hosts by endpoint
   */
  public static Grade of(
      LabTruth truth, Map<String, Verdict> verdicts, Map<String, HostVerdict> hosts) {
    List<String> disagreements = new ArrayList<>();
    for (LabTruth.Verdict expected : truth.verdicts()) {
      Verdict found = verdicts.get(expected.fingerprint());
      if (found == null) {
        disagreements.add(
            "no verdict on " + expected.fingerprint() + ", which is " + expected.kind());
      } else {
        compare(expected, found, roles(truth, expected.fingerprint()), disagreements);
      }
    }
    strangers(truth, verdicts, disagreements);
    Confusion confusion = Confusion.ofRoles(truth, hosts);
    confused(confusion, disagreements);
    return new Grade(disagreements, confusion);
  }

  private static void compare(
      LabTruth.Verdict expected,
      Verdict found,
      SortedMap<String, Long> roles,
      List<String> disagreements) {
    String what = "the verdict on " + expected.fingerprint();
    if (!found.getKind().name().equals(expected.kind().name())) {
      disagreements.add(what + " is " + found.getKind() + " and should be " + expected.kind());
    }
    String reason = found.getReason() == null ? "" : found.getReason().name();
    if (!reason.equals(expected.reason().orElse(""))) {
      disagreements.add(
          what
              + " gives the reason '"
              + reason
              + "' and should give '"
              + expected.reason().orElse("")
              + "'");
    }
    SortedMap<String, Long> counted = withoutZeros(found.getHosts().getByRole());
    if (!counted.equals(roles)) {
      disagreements.add(
          what + " counts hosts by role as " + counted + " and should count " + roles);
    }
  }

  private static SortedMap<String, Long> roles(LabTruth truth, String fingerprint) {
    return truth.hosts().stream()
        .filter(host -> host.fingerprint().equals(fingerprint))
        .collect(
            Collectors.groupingBy(host -> host.role().name(), TreeMap::new, Collectors.counting()));
  }

  private static SortedMap<String, Long> withoutZeros(Map<String, Long> counts) {
    SortedMap<String, Long> some = new TreeMap<>(counts);
    some.values().removeIf(count -> count == 0);
    return some;
  }

  private static void strangers(
      LabTruth truth, Map<String, Verdict> verdicts, List<String> disagreements) {
    Map<String, Verdict> unknown = new TreeMap<>(verdicts);
    truth.verdicts().forEach(expected -> unknown.remove(expected.fingerprint()));
    unknown.values().removeIf(verdict -> verdict.getHosts().getTotal() == 0);
    unknown
        .keySet()
        .forEach(
            fingerprint ->
                disagreements.add(
                    "there is a verdict on " + fingerprint + ", which no host of the lab has"));
  }

  private static void confused(Confusion confusion, List<String> disagreements) {
    confusion
        .counts()
        .forEach(
            (role, found) ->
                found.forEach(
                    (taken, count) -> {
                      if (!taken.equals(role)) {
                        disagreements.add(
                            count + " hosts are " + role + " and were taken for " + taken);
                      }
                    }));
  }
}
