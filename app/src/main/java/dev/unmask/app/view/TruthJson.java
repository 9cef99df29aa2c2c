package dev.unmask.app.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unmask.app.demo.Grade;
import dev.unmask.lab.feed.LabTruth;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The lab's truth beside what was found, as one JSON object: clusters, disagreements, and hosts by
 * true and by found role.
 */
public final class TruthJson {
  private TruthJson() {}

  /** The object on one line. */
  public static String line(LabTruth truth, Grade grade) {
    ObjectNode node = Json.object();
    ArrayNode clusters = node.putArray("truth");
    truth.verdicts().forEach(verdict -> cluster(clusters.addObject(), truth, verdict));
    node.set("confusion", Json.confusion(grade.confusion()));
    grade.disagreements().forEach(node.putArray("disagreements")::add);
    return Json.line(node.put("agrees", grade.agrees()));
  }

  private static void cluster(ObjectNode node, LabTruth truth, LabTruth.Verdict verdict) {
    node.put("fingerprint", verdict.fingerprint())
        .put("verdict", verdict.kind().name())
        .put("reason", verdict.reason().orElse(null));
    Map<String, Long> roles =
        truth.hosts().stream()
            .filter(host -> host.fingerprint().equals(verdict.fingerprint()))
            .collect(
                Collectors.groupingBy(
                    host -> host.role().name(), TreeMap::new, Collectors.counting()));
    node.putObject("hosts").put("total", verdict.hosts()).set("byRole", Json.counts(roles));
  }
}
