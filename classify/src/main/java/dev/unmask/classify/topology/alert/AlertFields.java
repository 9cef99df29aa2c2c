package dev.unmask.classify.topology.alert;

import dev.unmask.avro.Disposition;
import dev.unmask.avro.DispositionKind;
import dev.unmask.avro.Severity;
import dev.unmask.classify.alert.Filing;
import dev.unmask.classify.alert.Matter;
import dev.unmask.classify.topology.format.FieldReader;
import dev.unmask.classify.topology.format.FieldWriter;
import dev.unmask.classify.topology.message.Codes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The fields that what is stored and what is repartitioned have in common. Words of the contract
 * are their places in lists; new ones are added at the end.
 */
final class AlertFields {

  static final List<Severity> SEVERITIES =
      List.of(
          Severity.INFORMATIONAL, Severity.LOW, Severity.MEDIUM, Severity.HIGH, Severity.CRITICAL);
  static final List<DispositionKind> RULINGS =
      List.of(DispositionKind.ACKNOWLEDGED, DispositionKind.SUPPRESSED, DispositionKind.ALLOWED);

  private AlertFields() {}

  static void write(FieldWriter writer, Severity severity) {
    writer.octet(SEVERITIES.indexOf(severity));
  }

  static Severity severity(FieldReader reader) {
    return SEVERITIES.get(reader.octet());
  }

  static void write(FieldWriter writer, Optional<Instant> time) {
    writer.number(
        time.map(Instant::toEpochMilli).map(OptionalLong::of).orElse(OptionalLong.empty()));
  }

  static Optional<Instant> time(FieldReader reader) {
    OptionalLong millis = reader.optionalNumber();
    return millis.isPresent()
        ? Optional.of(Instant.ofEpochMilli(millis.getAsLong()))
        : Optional.empty();
  }

  /** 0 for none. */
  static void writeRuling(FieldWriter writer, Optional<DispositionKind> ruling) {
    writer.octet(ruling.map(kind -> RULINGS.indexOf(kind) + 1).orElse(0));
  }

  static Optional<DispositionKind> ruling(FieldReader reader) {
    int code = reader.octet();
    return code == 0 ? Optional.empty() : Optional.of(RULINGS.get(code - 1));
  }

  static void write(FieldWriter writer, Filing filing) {
    writer.sha256(filing.fingerprint()).text(filing.spki());
    write(writer, filing.severity());
    writer.number(filing.permille()).number(filing.hosts());
    writer.number(filing.networks()).number(filing.countries());
    writer.number(filing.byNetwork().size());
    for (Map.Entry<String, Long> network : filing.byNetwork().entrySet()) {
      writer.text(network.getKey()).number(network.getValue());
    }
    write(writer, filing.firstSeen());
    write(writer, filing.lastSeen());
  }

  static Filing filing(FieldReader reader) {
    String fingerprint = reader.sha256();
    String spki = reader.text();
    Severity severity = severity(reader);
    int permille = (int) reader.number();
    long hosts = reader.number();
    long networks = reader.number();
    long countries = reader.number();
    SortedMap<String, Long> byNetwork = new TreeMap<>();
    for (long left = reader.number(); left > 0; left--) {
      byNetwork.put(reader.text(), reader.number());
    }
    return new Filing(
        fingerprint,
        spki,
        severity,
        permille,
        hosts,
        networks,
        countries,
        byNetwork,
        time(reader),
        time(reader));
  }

  static void write(FieldWriter writer, Matter matter) {
    writer.octet(Codes.code(matter.kind())).text(matter.owner().orElse(""));
    writer.sha256(matter.fingerprint()).number(matter.hosts());
    writer.text(matter.subject()).text(matter.issuer()).text(matter.explanation());
    writer.number(matter.endpoints().size());
    matter.endpoints().forEach(writer::text);
    writer.text(matter.rulesetVersion());
  }

  static Matter matter(FieldReader reader) {
    var kind = Codes.kind(reader.octet());
    Optional<String> owner = Optional.of(reader.text()).filter(id -> !id.isEmpty());
    String fingerprint = reader.sha256();
    long hosts = reader.number();
    String subject = reader.text();
    String issuer = reader.text();
    String explanation = reader.text();
    List<String> endpoints = new ArrayList<>();
    for (long left = reader.number(); left > 0; left--) {
      endpoints.add(reader.text());
    }
    return new Matter(
        kind, owner, fingerprint, hosts, subject, issuer, explanation, endpoints, reader.text());
  }

  static void write(FieldWriter writer, Disposition disposition) {
    writeRuling(writer, Optional.of(disposition.getKind()));
    writer.text(disposition.getBy()).text(disposition.getWhy());
    write(writer, Optional.ofNullable(disposition.getAt()));
    write(writer, Optional.ofNullable(disposition.getUntil()));
    writer.flag(disposition.getSeverity() != null);
    if (disposition.getSeverity() != null) {
      write(writer, disposition.getSeverity());
    }
    writer.number(
        disposition.getHosts() == null
            ? OptionalLong.empty()
            : OptionalLong.of(disposition.getHosts()));
  }

  static Disposition disposition(FieldReader reader) {
    Disposition.Builder builder =
        Disposition.newBuilder()
            .setKind(ruling(reader).orElse(DispositionKind.ACKNOWLEDGED))
            .setBy(reader.text())
            .setWhy(reader.text())
            .setAt(time(reader).orElse(null))
            .setUntil(time(reader).orElse(null))
            .setSeverity(reader.flag() ? severity(reader) : null);
    OptionalLong hosts = reader.optionalNumber();
    return builder.setHosts(hosts.isPresent() ? hosts.getAsLong() : null).build();
  }
}
