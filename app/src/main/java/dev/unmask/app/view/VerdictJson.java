package dev.unmask.app.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unmask.avro.Evidence;
import dev.unmask.avro.HostCounts;
import dev.unmask.avro.RoleSample;
import dev.unmask.avro.RuledOut;
import dev.unmask.avro.Verdict;
import java.util.List;

/**
 * A verdict as one JSON object. {@link #brief} has what a verdict is and why; a row has the whole
 * record besides, under names of its own.
 */
public final class VerdictJson implements Rows<Verdict> {
  @Override
  public List<String> head() {
    return List.of();
  }

  @Override
  public String row(Verdict verdict) {
    ObjectNode node = facts(verdict);
    node.put("reason", verdict.getReason() == null ? null : verdict.getReason().name());
    node.put("severity", verdict.getSeverity().name()).put("caseId", verdict.getCaseId());
    node.put("issuer", verdict.getIssuer()).put("owner", verdict.getOwner());
    counts(node.withObject("/hosts"), verdict.getHosts());
    Json.put(node, "firstSeen", verdict.getFirstSeen());
    Json.put(node, "lastSeen", verdict.getLastSeen());
    samples(node.putArray("samples"), verdict.getSamples());
    ruledOut(node.putArray("ruledOut"), verdict.getRuledOut());
    verdict.getNotTested().forEach(node.putArray("notTested")::add);
    node.put("rulesetVersion", verdict.getRulesetVersion())
        .put("ownersVersion", verdict.getOwnersVersion());
    node.put("runId", verdict.getRunId());
    return Json.line(Json.put(node, "emittedAt", verdict.getEmittedAt()));
  }

  /**
   * Fingerprint, subject, verdict, confidence, revision, hosts by role, evidence, explanation and
   * digest, in this order.
   */
  public static String brief(Verdict verdict) {
    return Json.line(facts(verdict));
  }

  private static ObjectNode facts(Verdict verdict) {
    ObjectNode node = Json.object();
    node.put("fingerprint", verdict.getFingerprint()).put("subject", verdict.getSubject());
    node.put("verdict", verdict.getKind().name()).put("confidence", verdict.getConfidence());
    node.put("revision", verdict.getRevision());
    ObjectNode hosts = node.putObject("hosts").put("total", verdict.getHosts().getTotal());
    hosts.set("byRole", Json.counts(verdict.getHosts().getByRole()));
    evidence(node.putArray("evidence"), verdict.getEvidence());
    return node.put("explanation", verdict.getExplanation()).put("digest", verdict.getDigest());
  }

  private static void evidence(ArrayNode array, List<Evidence> evidence) {
    for (Evidence piece : evidence) {
      array
          .addObject()
          .put("code", piece.getCode())
          .put("statement", piece.getStatement())
          .put("support", piece.getSupport())
          .put("total", piece.getTotal())
          .put("weight", piece.getWeight());
    }
  }

  private static void counts(ObjectNode hosts, HostCounts counts) {
    hosts.set("byPort", Json.counts(counts.getByPort()));
    hosts.set("byOutcome", Json.counts(counts.getByOutcome()));
    hosts.set("byVpn", Json.counts(counts.getByVpn()));
    hosts
        .put("networks", counts.getNetworks())
        .set("byNetwork", Json.counts(counts.getByNetwork()));
    hosts
        .put("countries", counts.getCountries())
        .set("byCountry", Json.counts(counts.getByCountry()));
    hosts.put("changed", counts.getChanged());
  }

  private static void samples(ArrayNode array, List<RoleSample> samples) {
    for (RoleSample sample : samples) {
      ObjectNode node =
          array.addObject().put("role", sample.getRole().name()).put("hosts", sample.getHosts());
      node.put("measured", sample.getMeasured())
          .put("inferred", sample.getInferred())
          .put("passive", sample.getPassive());
      sample.getEndpoints().forEach(node.putArray("endpoints")::add);
    }
  }

  private static void ruledOut(ArrayNode array, List<RuledOut> ruledOut) {
    ruledOut.forEach(
        one -> array.addObject().put("verdict", one.getKind().name()).put("why", one.getWhy()));
  }
}
