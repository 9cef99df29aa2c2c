package dev.unmask.classify.topology.alert;

import dev.unmask.classify.alert.CaseRow;
import dev.unmask.classify.alert.Matter;
import dev.unmask.classify.alert.Told;
import dev.unmask.classify.topology.format.Codec;
import dev.unmask.classify.topology.format.FieldReader;
import dev.unmask.classify.topology.format.FieldWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Bytes of a {@link CaseRow}: less than 4 KiB. */
final class CaseRowFormat implements Codec<CaseRow> {

  static final List<CaseRow.State> STATES =
      List.of(
          CaseRow.State.WAITING, CaseRow.State.OPEN, CaseRow.State.WITHHELD, CaseRow.State.CLOSED);

  private static final int VERSION = 2;

  @Override
  public byte[] encode(CaseRow row) {
    FieldWriter writer = new FieldWriter(VERSION);
    AlertFields.write(writer, row.matter());
    writer.octet(STATES.indexOf(row.state())).number(row.events());
    AlertFields.write(writer, row.opened());
    AlertFields.write(writer, row.turned());
    writer.flag(row.told().isPresent());
    row.told().ifPresent(told -> write(writer, told));
    return writer.written();
  }

  @Override
  public CaseRow decode(byte[] bytes) {
    FieldReader reader = new FieldReader(bytes, VERSION, "a case of store cases");
    Matter matter = AlertFields.matter(reader);
    CaseRow.State state = STATES.get(reader.octet());
    long events = reader.number();
    Optional<Instant> opened = AlertFields.time(reader);
    Optional<Instant> turned = AlertFields.time(reader);
    Optional<Told> told = reader.flag() ? Optional.of(told(reader)) : Optional.empty();
    return new CaseRow(matter, state, events, opened, turned, told);
  }

  private static void write(FieldWriter writer, Told told) {
    writer.number(told.at().toEpochMilli());
    AlertFields.write(writer, told.severity());
    writer.number(told.permille()).number(told.hosts()).number(told.fingerprints());
    AlertFields.write(writer, told.lastSeen());
    AlertFields.writeRuling(writer, told.ruling());
  }

  private static Told told(FieldReader reader) {
    return new Told(
        Instant.ofEpochMilli(reader.number()),
        AlertFields.severity(reader),
        (int) reader.number(),
        reader.number(),
        reader.number(),
        AlertFields.time(reader),
        AlertFields.ruling(reader));
  }
}
