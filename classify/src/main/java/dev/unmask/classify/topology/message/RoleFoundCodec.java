package dev.unmask.classify.topology.message;

import dev.unmask.classify.topology.format.Codec;
import dev.unmask.classify.topology.format.FieldReader;
import dev.unmask.classify.topology.format.FieldWriter;
import java.util.Optional;

/** Values of the repartition topic {@code roles}. */
public final class RoleFoundCodec implements Codec<RoleFound> {

  private static final int VERSION = 1;

  @Override
  public byte[] encode(RoleFound role) {
    FieldWriter writer =
        new FieldWriter(VERSION).sha256(role.fingerprint()).bytes(role.signature());
    Codes.write(writer, role.host());
    return writer
        .octet(Codes.code(role.kind()))
        .fraction(role.confidence())
        .text(role.owner().orElse(""))
        .written();
  }

  @Override
  public RoleFound decode(byte[] bytes) {
    FieldReader reader = new FieldReader(bytes, VERSION, "a record of repartition topic roles");
    return new RoleFound(
        reader.sha256(),
        reader.wrapped(),
        Codes.readHost(reader),
        Codes.kind(reader.octet()),
        reader.fraction(),
        Optional.of(reader.text()).filter(owner -> !owner.isEmpty()));
  }
}
