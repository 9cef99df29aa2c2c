package dev.unmask.classify.alert.json;

import static dev.unmask.classify.alert.CaseVerdicts.caseId;
import static dev.unmask.classify.alert.CaseVerdicts.verdict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.unmask.avro.Disposition;
import dev.unmask.avro.DispositionKind;
import dev.unmask.avro.Severity;
import dev.unmask.avro.Verdict;
import dev.unmask.avro.VerdictKind;
import dev.unmask.classify.alert.Alert;
import dev.unmask.classify.alert.AlertAction;
import dev.unmask.classify.alert.AlertFormat;
import dev.unmask.classify.alert.CaseVerdicts;
import dev.unmask.classify.alert.Matter;
import dev.unmask.classify.alert.Standing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Alerts to render: of every kind and action, and with names as hostile as they come. */
final class Alerts {

  private static final Instant AT = Instant.parse("2026-11-24T12:00:00.5Z");
  private static final Standing STANDING =
      new Standing(
          8_231,
          5,
          2,
          Severity.MEDIUM,
          998,
          401,
          49,
          Optional.of(Instant.parse("2026-11-23T00:00:00Z")),
          Optional.of(AT),
          Collections.nCopies(10, CaseVerdicts.fingerprint(1)),
          false);

  private Alerts() {}

  static Stream<Alert> all() {
    Stream<Alert> kinds =
        Stream.of(VerdictKind.values())
            .map(kind -> alert(kind, AlertAction.CREATE, Matter.of(verdict(1, kind, "acme", 9))));
    Stream<Alert> actions =
        Stream.of(AlertAction.values())
            .map(
                action ->
                    alert(
                        VerdictKind.KEY_COMPROMISE,
                        action,
                        Matter.of(verdict(1, VerdictKind.KEY_COMPROMISE, "acme", 9))));
    return Stream.concat(Stream.concat(kinds, actions), Stream.of(hostile()));
  }

  /** Every text is as long as it may be, and of what JSON, terminals and SIEMs choke on. */
  static Alert hostile() {
    String text = "\"}\\\u0000\u001b[31m\u202e\ud800\n</script>\ud83d\ude00".repeat(200);
    Verdict verdict =
        Verdict.newBuilder(verdict(1, VerdictKind.TLS_RELAY, "acme", 9))
            .setSubject(text)
            .setIssuer(text)
            .setExplanation(text)
            .build();
    return alert(VerdictKind.TLS_RELAY, AlertAction.UPDATE, Matter.of(verdict));
  }

  private static Alert alert(VerdictKind kind, AlertAction action, Matter matter) {
    return new Alert(
        caseId(kind, "acme"),
        caseId(kind, action.name()),
        action,
        3,
        AT,
        AT,
        Alert.Status.IN_PROGRESS,
        kind.name(),
        "Relays wear a certificate of " + matter.subject(),
        "acknowledged by ada: known",
        CaseVerdicts.severity(kind),
        matter,
        STANDING,
        Optional.of(
            Disposition.newBuilder()
                .setKind(DispositionKind.ACKNOWLEDGED)
                .setBy("ada")
                .setWhy("known")
                .setUntil(AT)
                .build()));
  }

  static JsonNode read(Alert alert, AlertFormat format) {
    try {
      return new ObjectMapper().readTree(AlertJson.of(alert, format));
    } catch (JsonProcessingException malformed) {
      throw new AssertionError(malformed);
    }
  }

  static List<String[]> facts(String resource) {
    try (InputStream in =
        Objects.requireNonNull(Alerts.class.getResourceAsStream(resource), resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(",", -1))
          .toList();
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
