package dev.unmask.classify.topology.latest;

import dev.unmask.classify.topology.format.Codec;
import dev.unmask.classify.topology.format.FieldReader;
import dev.unmask.classify.topology.format.FieldWriter;
import java.util.Optional;

/** Values of store {@code latest}: some 100 bytes, 200 where there are two sightings. */
final class LatestRowCodec implements Codec<LatestRow> {

  private static final int VERSION = 2;

  @Override
  public byte[] encode(LatestRow row) {
    FieldWriter writer = new FieldWriter(VERSION);
    writer.flag(row.probed().isPresent());
    row.probed().ifPresent(sighting -> sighting.write(writer));
    writer.flag(row.passive().isPresent());
    row.passive().ifPresent(sighting -> sighting.write(writer));
    writer.flag(row.left().isPresent());
    row.left().ifPresent(shown -> shown.write(writer));
    return writer.fixed(row.told()).number(row.tellings()).written();
  }

  @Override
  public LatestRow decode(byte[] bytes) {
    FieldReader reader = new FieldReader(bytes, VERSION, "a row of store latest");
    return new LatestRow(
        reader.flag() ? Optional.of(Sighting.read(reader)) : Optional.empty(),
        reader.flag() ? Optional.of(Sighting.read(reader)) : Optional.empty(),
        reader.flag() ? Optional.of(Shown.read(reader)) : Optional.empty(),
        reader.fixed(),
        reader.number());
  }
}
