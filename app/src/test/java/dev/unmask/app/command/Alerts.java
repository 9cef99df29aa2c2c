package dev.unmask.app.command;

import dev.unmask.avro.Severity;
import dev.unmask.avro.VerdictKind;
import dev.unmask.classify.alert.Alert;
import dev.unmask.classify.alert.AlertAction;
import dev.unmask.classify.alert.Matter;
import dev.unmask.classify.alert.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Alerts of two cases, to be listed; their titles are hostile. */
final class Alerts {
  static final String RELAYS = "11111111-1111-5111-8111-111111111111";
  static final String STOLEN = "22222222-2222-5222-8222-222222222222";
  static final Instant THEN = Instant.parse("2026-11-20T08:00:00Z");
  static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

  private Alerts() {}

  static Alert relays(AlertAction action, Alert.Status status, Instant at) {
    return alert(RELAYS, VerdictKind.TLS_RELAY, Severity.MEDIUM, action, status, at);
  }

  static Alert stolen() {
    VerdictKind kind = VerdictKind.KEY_COMPROMISE;
    return alert(STOLEN, kind, Severity.CRITICAL, AlertAction.CREATE, Alert.Status.NEW, THEN);
  }

  private static Alert alert(
      String caseId,
      VerdictKind kind,
      Severity severity,
      AlertAction action,
      Alert.Status status,
      Instant at) {
    String hostile = "\u001b[31m\u202e\n";
    return new Alert(
        caseId,
        caseId,
        action,
        1,
        at,
        at,
        status,
        kind.name(),
        "A certificate of " + hostile,
        "new",
        severity,
        new Matter(kind, Optional.of("acme"), "0a".repeat(32), 1, "", "", "", List.of(), "1"),
        new Standing(
            8_231, 0, 1, severity, 998, 1, 1, Optional.empty(), Optional.empty(), List.of(), false),
        Optional.empty());
  }
}
