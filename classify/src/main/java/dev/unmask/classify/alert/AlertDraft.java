package dev.unmask.classify.alert;

import dev.unmask.avro.Disposition;
import dev.unmask.avro.Severity;
import dev.unmask.avro.VerdictKind;
import dev.unmask.schemas.uuid.NameBasedUuid;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes alerts of cases and of the summary, with ids that follow from what they say. Pure. */
final class AlertDraft {

  /**
   * Chosen once, at random. It may never change: ids of events are stored by those who get them.
   */
  static final UUID NAMESPACE = UUID.fromString("c2a6d3f0-7f4e-4c55-9a5f-0b8f6a1d2e37");

  private AlertDraft() {}

  /** The event of a case that has just been told of. */
  static Alert ofCase(
      String caseId,
      CaseRow row,
      Course course,
      Standing standing,
      Optional<Disposition> ruling,
      Severity severity) {
    AlertAction action = course.action().orElseThrow();
    Told told = row.told().orElseThrow();
    Matter matter = row.matter();
    Alert.Status status =
        switch (action) {
          case CREATE, REOPEN -> Alert.Status.NEW;
          case UPDATE -> told.ruling().isPresent() ? Alert.Status.IN_PROGRESS : Alert.Status.NEW;
          case CLOSE ->
              ruling.isPresent() || standing.setAside() > 0
                  ? Alert.Status.SUPPRESSED
                  : Alert.Status.RESOLVED;
        };
    return new Alert(
        caseId,
        eventId(caseId, row.events(), action, severity, told),
        action,
        row.events(),
        told.at(),
        row.opened().orElse(told.at()),
        status,
        matter.kind().name(),
        title(matter, standing.hosts()),
        course.reason(),
        severity,
        matter,
        standing,
        ruling);
  }

  /** The event of the summary that has just been told of. */
  static Alert ofSummary(Overflow overflow, AlertAction action, Instant now) {
    Instant opened = overflow.opened().orElseThrow();
    String caseId = NameBasedUuid.of(NAMESPACE, "withheld since " + opened).toString();
    long sequence = overflow.events() + 1;
    long hosts = overflow.worst().stream().mapToLong(Overflow.Withheld::hosts).sum();
    Standing standing =
        new Standing(
            hosts,
            0,
            0,
            overflow.severity(),
            0,
            0,
            0,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            false);
    return new Alert(
        caseId,
        NameBasedUuid.of(NAMESPACE, caseId + "," + sequence + "," + action + "," + overflow.cases())
            .toString(),
        action,
        sequence,
        now,
        opened,
        action == AlertAction.CLOSE ? Alert.Status.RESOLVED : Alert.Status.NEW,
        Alert.WITHHELD,
        overflow.cases() + " cases made no alert of their own, as more came than the budget allows",
        "more cases than the budget allows",
        overflow.severity(),
        summary(overflow),
        standing,
        Optional.empty());
  }

  private static Matter summary(Overflow overflow) {
    String worst =
        overflow.worst().stream()
            .map(one -> one.title() + " (" + one.severity() + ", case " + one.caseId() + ")")
            .collect(Collectors.joining("; "));
    return new Matter(
        VerdictKind.INCONCLUSIVE,
        Optional.empty(),
        "",
        0,
        "",
        "",
        "The worst: " + worst + ".",
        List.of(),
        "");
  }

  /**
   * The first event of a case is named by what it says alone, so that a state that is built anew
   * gives it the name that is known. A later one is named by when the hosts had been seen too: such
   * a state counts the events of a case from 1 again, and another close is another event.
   *
   * <p>Each part with its length before it, so that no two lists of parts join to one text.
   */
  private static String eventId(
      String caseId, long sequence, AlertAction action, Severity severity, Told told) {
    String name =
        Stream.of(
                caseId,
                sequence,
                action,
                severity,
                told.permille(),
                told.hosts(),
                told.fingerprints(),
                told.ruling().map(Enum::name).orElse(""),
                sequence == 1 ? "" : told.lastSeen().map(Instant::toString).orElse(""))
            .map(String::valueOf)
            .map(part -> part.length() + ":" + part)
            .collect(Collectors.joining(","));
    return NameBasedUuid.of(NAMESPACE, name).toString();
  }

  static String title(Matter matter, long hosts) {
    String what =
        switch (matter.kind()) {
          case VPN_CAMOUFLAGE -> "VPN servers wear a certificate of ";
          case TLS_RELAY -> "Relays wear a certificate of ";
          case KEY_COMPROMISE -> "The private key is used by others: a certificate of ";
          case IMPERSONATION -> "Impersonation: certificates that name ";
          case DEFAULT_CERTIFICATE -> "Shipped certificate: ";
          case PROXY_SCRIPT -> "Proxies with self-signed certificates: ";
          case SHARED_SERVICE -> "Shared service: a certificate of ";
          case GENUINE -> "Genuine: a certificate of ";
          case INCONCLUSIVE -> "Not decided: ";
        };
    return what + whose(matter) + ", " + hosts + (hosts == 1 ? " host" : " hosts");
  }

  private static String whose(Matter matter) {
    String subject = matter.subject().isEmpty() ? matter.fingerprint() : matter.subject();
    return matter.owner().orElse(subject);
  }
}
