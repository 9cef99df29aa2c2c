package dev.unmask.classify.alert.json;

import dev.unmask.classify.alert.Alert;
import java.util.Optional;

/**
 * What an alert is in MITRE ATT&amp;CK for Enterprise.
 *
 * @param subId of the sub-technique; empty if there is none
 */
record Technique(
    String tacticId,
    String tacticName,
    String id,
    String name,
    Optional<String> subId,
    Optional<String> subName) {

  private static final Technique HIDDEN =
      new Technique(
          "TA0011",
          "Command and Control",
          "T1665",
          "Hide Infrastructure",
          Optional.empty(),
          Optional.empty());

  private static final Technique OBTAINED =
      new Technique(
          "TA0042",
          "Resource Development",
          "T1588",
          "Obtain Capabilities",
          Optional.of("T1588.004"),
          Optional.of("Digital Certificates"));

  private static final Technique MADE =
      new Technique(
          "TA0042",
          "Resource Development",
          "T1587",
          "Develop Capabilities",
          Optional.of("T1587.003"),
          Optional.of("Digital Certificates"));

  static Optional<Technique> of(Alert alert) {
    return switch (alert.matter().kind()) {
      case VPN_CAMOUFLAGE, TLS_RELAY -> Optional.of(HIDDEN);
      case KEY_COMPROMISE -> Optional.of(OBTAINED);
      case IMPERSONATION -> Optional.of(MADE);
      case DEFAULT_CERTIFICATE, PROXY_SCRIPT, SHARED_SERVICE, GENUINE, INCONCLUSIVE ->
          Optional.empty();
    };
  }

  /** Where it is described. */
  String reference() {
    return "https://attack.mitre.org/techniques/" + id + "/";
  }
}
