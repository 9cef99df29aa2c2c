package dev.unmask.classify.topology.alert;

import dev.unmask.classify.topology.alert.ToCase.Decided;
import dev.unmask.classify.topology.alert.ToCase.Filed;
import dev.unmask.classify.topology.alert.ToCase.Told;
import dev.unmask.classify.topology.alert.ToCase.Withdrawn;
import dev.unmask.classify.topology.format.Codec;
import dev.unmask.classify.topology.format.FieldReader;
import dev.unmask.classify.topology.format.FieldWriter;
import java.time.Instant;
import java.util.Optional;

/** Values of the repartition topic {@code cases}. */
final class ToCaseCodec implements Codec<ToCase> {

  private static final int VERSION = 2;
  private static final int FILED = 1;
  private static final int WITHDRAWN = 2;
  private static final int DECIDED = 3;
  private static final int TAKEN_BACK = 4;
  private static final int TOLD = 5;

  private static final CaseRowFormat CASES = new CaseRowFormat();

  @Override
  public byte[] encode(ToCase message) {
    FieldWriter writer = new FieldWriter(VERSION);
    if (message instanceof Filed filed) {
      writer.octet(FILED);
      AlertFields.write(writer, filed.filing());
      AlertFields.write(writer, filed.matter());
      writer.number(filed.issued().toEpochMilli());
    } else if (message instanceof Withdrawn withdrawn) {
      writer.octet(WITHDRAWN).sha256(withdrawn.fingerprint());
    } else if (message instanceof Decided decided) {
      writer.octet(decided.disposition().isPresent() ? DECIDED : TAKEN_BACK);
      decided.disposition().ifPresent(made -> AlertFields.write(writer, made));
    } else if (message instanceof Told told) {
      writer.octet(TOLD).bytes(CASES.encode(told.row()));
    }
    return writer.written();
  }

  @Override
  public ToCase decode(byte[] bytes) {
    FieldReader reader = new FieldReader(bytes, VERSION, "a record of repartition topic cases");
    int type = reader.octet();
    return switch (type) {
      case FILED ->
          new Filed(
              AlertFields.filing(reader),
              AlertFields.matter(reader),
              Instant.ofEpochMilli(reader.number()));
      case WITHDRAWN -> new Withdrawn(reader.sha256());
      case DECIDED -> new Decided(Optional.of(AlertFields.disposition(reader)));
      case TAKEN_BACK -> new Decided(Optional.empty());
      case TOLD -> new Told(CASES.decode(reader.bytes()));
      default ->
          throw new IllegalStateException("a record of repartition topic cases of type " + type);
    };
  }
}
