package dev.unmask.classify.alert.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unmask.avro.Disposition;
import dev.unmask.avro.Endpoint;
import dev.unmask.avro.Severity;
import dev.unmask.classify.alert.Alert;
import dev.unmask.classify.alert.AlertAction;
import dev.unmask.classify.alert.Matter;
import dev.unmask.classify.alert.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An alert as a Detection Finding (2004) of the Open Cybersecurity Schema Framework. What it has no
 * attribute for is under {@code unmapped}.
 */
final class OcsfAlert {

  /** The version whose attributes these are. */
  static final String VERSION = "1.8.0";

  private static final int CATEGORY = 2;
  private static final int CLASS = 2004;
  private static final int TYPE_IP_ADDRESS = 2;
  private static final int TYPE_HASH = 8;

  /** A number of a closed list, and its caption. */
  private record Word(int id, String caption) {}

  private OcsfAlert() {}

  static ObjectNode of(Alert alert) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    classification(root, activity(alert.action()));
    root.put("time", alert.at().toEpochMilli());
    put(root, "severity", severity(alert.severity()));
    put(root, "status", status(alert.status()));
    root.put("status_detail", alert.reason());
    root.put("message", alert.title() + ": " + alert.reason());
    root.put("is_alert", alert.action() != AlertAction.CLOSE);
    confidence(root, alert.standing());
    put(root, "start_time", alert.standing().firstSeen().map(Instant::toEpochMilli));
    put(root, "end_time", alert.standing().lastSeen().map(Instant::toEpochMilli));
    metadata(root.putObject("metadata"), alert);
    finding(root.putObject("finding_info"), alert);
    evidences(root, alert);
    alert.ruling().map(Disposition::getWhy).ifPresent(why -> root.put("comment", why));
    unmapped(root.putObject("unmapped"), alert);
    return root;
  }

  private static void classification(ObjectNode root, Word activity) {
    root.put("activity_id", activity.id()).put("activity_name", activity.caption());
    root.put("category_uid", CATEGORY).put("category_name", "Findings");
    root.put("class_uid", CLASS).put("class_name", "Detection Finding");
    root.put("type_uid", CLASS * 100 + activity.id());
    root.put("type_name", "Detection Finding: " + activity.caption());
  }

  /** There is no word for opening again: it is an update to the status New. */
  private static Word activity(AlertAction action) {
    return switch (action) {
      case CREATE -> new Word(1, "Create");
      case UPDATE, REOPEN -> new Word(2, "Update");
      case CLOSE -> new Word(3, "Close");
    };
  }

  private static Word severity(Severity severity) {
    return switch (severity) {
      case INFORMATIONAL -> new Word(1, "Informational");
      case LOW -> new Word(2, "Low");
      case MEDIUM -> new Word(3, "Medium");
      case HIGH -> new Word(4, "High");
      case CRITICAL -> new Word(5, "Critical");
    };
  }

  private static Word status(Alert.Status status) {
    return switch (status) {
      case NEW -> new Word(1, "New");
      case IN_PROGRESS -> new Word(2, "In Progress");
      case SUPPRESSED -> new Word(3, "Suppressed");
      case RESOLVED -> new Word(4, "Resolved");
    };
  }

  private static void confidence(ObjectNode root, Standing standing) {
    Word word =
        standing.permille() >= 900
            ? new Word(3, "High")
            : standing.permille() >= 500 ? new Word(2, "Medium") : new Word(1, "Low");
    put(root, "confidence", word);
    root.put("confidence_score", standing.permille() / 10);
  }

  private static void metadata(ObjectNode metadata, Alert alert) {
    metadata.put("version", VERSION).put("uid", alert.eventId());
    metadata.put("sequence", alert.sequence()).put("event_code", alert.rule());
    metadata.putObject("product").put("name", "unmask").put("vendor_name", "unmask");
  }

  private static void finding(ObjectNode finding, Alert alert) {
    finding.put("uid", alert.caseId()).put("title", alert.title());
    finding.put("desc", alert.matter().explanation());
    finding.putArray("types").add(alert.rule());
    finding.put("created_time", alert.opened().toEpochMilli());
    finding.put("modified_time", alert.at().toEpochMilli());
    put(finding, "first_seen_time", alert.standing().firstSeen().map(Instant::toEpochMilli));
    put(finding, "last_seen_time", alert.standing().lastSeen().map(Instant::toEpochMilli));
    ObjectNode analytic = finding.putObject("analytic");
    analytic.put("uid", alert.rule()).put("name", alert.rule());
    analytic.put("type_id", 1).put("type", "Rule");
    if (!alert.matter().rulesetVersion().isEmpty()) {
      analytic.put("version", alert.matter().rulesetVersion());
    }
    Technique.of(alert)
        .ifPresent(technique -> attack(finding.putArray("attacks").addObject(), technique));
  }

  private static void attack(ObjectNode attack, Technique technique) {
    attack.putObject("tactic").put("uid", technique.tacticId()).put("name", technique.tacticName());
    attack.putObject("technique").put("uid", technique.id()).put("name", technique.name());
    technique
        .subId()
        .ifPresent(
            id ->
                attack
                    .putObject("sub_technique")
                    .put("uid", id)
                    .put("name", technique.subName().orElse("")));
  }

  /** The certificates, then hosts; each again as something to search for. */
  private static void evidences(ObjectNode root, Alert alert) {
    ArrayNode evidences = root.putArray("evidences");
    ArrayNode observables = root.putArray("observables");
    List<String> fingerprints = alert.standing().largest();
    if (!fingerprints.isEmpty()) {
      ObjectNode data = evidences.addObject().put("name", "certificates").putObject("data");
      fingerprints.forEach(data.putArray("sha256")::add);
      fingerprints.forEach(
          sha256 -> observable(observables, "evidences.data", TYPE_HASH, "Hash", sha256));
    }
    Matter matter = alert.matter();
    for (Endpoint host : Sample.endpoints(matter)) {
      evidences
          .addObject()
          .put("name", "host")
          .putObject("dst_endpoint")
          .put("ip", host.getIp())
          .put("port", host.getPort());
    }
    for (String ip : Sample.addresses(matter)) {
      observable(observables, "evidences.dst_endpoint.ip", TYPE_IP_ADDRESS, "IP Address", ip);
    }
  }

  private static void observable(
      ArrayNode observables, String name, int typeId, String type, String value) {
    observables
        .addObject()
        .put("name", name)
        .put("type_id", typeId)
        .put("type", type)
        .put("value", value);
  }

  private static void unmapped(ObjectNode unmapped, Alert alert) {
    Standing standing = alert.standing();
    unmapped.put("hosts", standing.hosts()).put("hosts_set_aside", standing.setAside());
    unmapped.put("fingerprints", standing.fingerprints());
    unmapped.put("networks", standing.networks()).put("countries", standing.countries());
    alert.matter().owner().ifPresent(owner -> unmapped.put("owner", owner));
    unmapped.put("subject", alert.matter().subject()).put("issuer", alert.matter().issuer());
    alert.ruling().ifPresent(ruling -> disposition(unmapped.putObject("disposition"), ruling));
  }

  private static void disposition(ObjectNode node, Disposition ruling) {
    node.put("kind", ruling.getKind().name()).put("by", ruling.getBy());
    Instant until = ruling.getUntil();
    if (until != null) {
      node.put("until", until.toEpochMilli());
    }
  }

  private static void put(ObjectNode node, String name, Word word) {
    node.put(name + "_id", word.id()).put(name, word.caption());
  }

  private static void put(ObjectNode node, String name, Optional<Long> millis) {
    millis.ifPresent(time -> node.put(name, time));
  }
}
