package dev.unmask.classify.topology.alert;

import dev.unmask.classify.alert.Budget;
import dev.unmask.classify.alert.GateRow;
import dev.unmask.classify.alert.Overflow;
import dev.unmask.classify.topology.format.Codec;
import dev.unmask.classify.topology.format.FieldReader;
import dev.unmask.classify.topology.format.FieldWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Bytes of the {@link GateRow}: at most some 10 KiB, and there is one. */
final class GateRowFormat implements Codec<GateRow> {

  private static final int VERSION = 1;

  @Override
  public byte[] encode(GateRow gate) {
    Overflow overflow = gate.overflow();
    FieldWriter writer = new FieldWriter(VERSION).number(gate.budget().full().toEpochMilli());
    AlertFields.write(writer, overflow.opened());
    writer.number(overflow.last().toEpochMilli()).number(overflow.cases());
    writer.number(overflow.told()).number(overflow.toldAt().toEpochMilli());
    writer.number(overflow.events()).number(overflow.worst().size());
    for (Overflow.Withheld one : overflow.worst()) {
      writer.text(one.caseId()).text(one.title());
      AlertFields.write(writer, one.severity());
      writer.number(one.hosts());
    }
    return writer.written();
  }

  @Override
  public GateRow decode(byte[] bytes) {
    FieldReader reader = new FieldReader(bytes, VERSION, "the gate of store cases");
    Budget budget = new Budget(Instant.ofEpochMilli(reader.number()));
    Optional<Instant> opened = AlertFields.time(reader);
    Instant last = Instant.ofEpochMilli(reader.number());
    long cases = reader.number();
    long told = reader.number();
    Instant toldAt = Instant.ofEpochMilli(reader.number());
    long events = reader.number();
    List<Overflow.Withheld> worst = new ArrayList<>();
    for (long left = reader.number(); left > 0; left--) {
      worst.add(
          new Overflow.Withheld(
              reader.text(), reader.text(), AlertFields.severity(reader), reader.number()));
    }
    return new GateRow(budget, new Overflow(opened, last, cases, told, toldAt, events, worst));
  }
}
