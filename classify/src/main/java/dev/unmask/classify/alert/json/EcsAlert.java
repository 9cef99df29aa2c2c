package dev.unmask.classify.alert.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unmask.avro.Disposition;
import dev.unmask.avro.Severity;
import dev.unmask.classify.alert.Alert;
import dev.unmask.classify.alert.AlertAction;
import dev.unmask.classify.alert.Matter;
import dev.unmask.classify.alert.Standing;
import java.time.Instant;
import java.util.Locale;

/**
 * An alert in the Elastic Common Schema. What ECS has no field for is text under {@code labels} and
 * figures under {@code unmask}.
 */
final class EcsAlert {

  /** The version whose fields these are. */
  static final String VERSION = "8.17.0";

  private EcsAlert() {}

  static ObjectNode of(Alert alert) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("@timestamp", alert.at().toString());
    root.putObject("ecs").put("version", VERSION);
    root.put("message", alert.title() + ": " + alert.reason());
    root.putArray("tags").add("unmask");
    event(root.putObject("event"), alert);
    rule(root.putObject("rule"), alert);
    Technique.of(alert).ifPresent(technique -> threat(root.putObject("threat"), technique));
    root.putObject("observer").put("product", "unmask").put("type", "scanner");
    related(root, alert);
    labels(root.putObject("labels"), alert);
    figures(root.putObject("unmask"), alert.standing(), alert.matter());
    return root;
  }

  private static void event(ObjectNode event, Alert alert) {
    event.put("kind", "alert").put("id", alert.eventId());
    event.putArray("category").add("intrusion_detection").add("network");
    event.putArray("type").add("info");
    event.put("action", action(alert.action()));
    event.put("module", "unmask").put("dataset", "unmask.alerts").put("provider", "unmask");
    event.put("severity", level(alert.severity()));
    event.put("risk_score", risk(alert.severity()));
    event.put("risk_score_norm", risk(alert.severity()));
    event.put("reason", alert.reason()).put("sequence", alert.sequence());
    alert.standing().firstSeen().ifPresent(time -> event.put("start", time.toString()));
    alert.standing().lastSeen().ifPresent(time -> event.put("end", time.toString()));
  }

  private static String action(AlertAction action) {
    return switch (action) {
      case CREATE -> "alert-created";
      case UPDATE -> "alert-updated";
      case CLOSE -> "alert-closed";
      case REOPEN -> "alert-reopened";
    };
  }

  /** 1 to 5. */
  private static int level(Severity severity) {
    return switch (severity) {
      case INFORMATIONAL -> 1;
      case LOW -> 2;
      case MEDIUM -> 3;
      case HIGH -> 4;
      case CRITICAL -> 5;
    };
  }

  /** As Elastic Security has it for the severities of rules. */
  private static double risk(Severity severity) {
    return switch (severity) {
      case INFORMATIONAL -> 0;
      case LOW -> 21;
      case MEDIUM -> 47;
      case HIGH -> 73;
      case CRITICAL -> 99;
    };
  }

  private static void rule(ObjectNode rule, Alert alert) {
    rule.put("id", alert.rule()).put("name", alert.rule()).put("category", "verdict");
    rule.put("description", alert.matter().explanation()).put("ruleset", "unmask");
    if (!alert.matter().rulesetVersion().isEmpty()) {
      rule.put("version", alert.matter().rulesetVersion());
    }
  }

  private static void threat(ObjectNode threat, Technique technique) {
    threat.put("framework", "MITRE ATT&CK");
    ObjectNode tactic = threat.putObject("tactic");
    tactic.putArray("id").add(technique.tacticId());
    tactic.putArray("name").add(technique.tacticName());
    ObjectNode node = threat.putObject("technique");
    node.putArray("id").add(technique.id());
    node.putArray("name").add(technique.name());
    node.putArray("reference").add(technique.reference());
    technique.subId().ifPresent(id -> node.withObject("/subtechnique").putArray("id").add(id));
    technique
        .subName()
        .ifPresent(name -> node.withObject("/subtechnique").putArray("name").add(name));
  }

  private static void related(ObjectNode root, Alert alert) {
    ObjectNode related = root.putObject("related");
    alert.standing().largest().forEach(related.putArray("hash")::add);
    Sample.addresses(alert.matter()).forEach(related.putArray("ip")::add);
    if (!alert.matter().fingerprint().isEmpty()) {
      ObjectNode server = root.putObject("tls").putObject("server");
      server.putObject("hash").put("sha256", alert.matter().fingerprint().toUpperCase(Locale.ROOT));
      server.put("subject", alert.matter().subject()).put("issuer", alert.matter().issuer());
    }
  }

  private static void labels(ObjectNode labels, Alert alert) {
    labels.put("case_id", alert.caseId()).put("status", lower(alert.status()));
    labels.put("severity", lower(alert.severity()));
    labels.put("opened", alert.opened().toString());
    alert.matter().owner().ifPresent(owner -> labels.put("owner", owner));
    alert.ruling().ifPresent(ruling -> disposition(labels, ruling));
  }

  private static void disposition(ObjectNode labels, Disposition ruling) {
    labels.put("disposition", lower(ruling.getKind()));
    labels.put("disposition_by", ruling.getBy()).put("disposition_why", ruling.getWhy());
    Instant until = ruling.getUntil();
    if (until != null) {
      labels.put("disposition_until", until.toString());
    }
  }

  private static void figures(ObjectNode unmask, Standing standing, Matter matter) {
    unmask.put("hosts", standing.hosts()).put("hosts_set_aside", standing.setAside());
    unmask.put("fingerprints", standing.fingerprints());
    unmask.put("networks", standing.networks()).put("countries", standing.countries());
    unmask.put("confidence", standing.permille() / 1000.0);
    matter.endpoints().forEach(unmask.putArray("endpoints")::add);
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
