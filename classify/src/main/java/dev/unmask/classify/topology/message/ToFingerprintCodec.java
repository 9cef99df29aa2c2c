package dev.unmask.classify.topology.message;

import dev.unmask.classify.topology.format.Codec;
import dev.unmask.classify.topology.format.FieldReader;
import dev.unmask.classify.topology.format.FieldWriter;
import java.util.Optional;

/** Values of the repartition topic {@code moves}. */
public final class ToFingerprintCodec implements Codec<ToFingerprint> {

  private static final int VERSION = 1;
  private static final int MOVED = 1;
  private static final int SEEN = 2;

  @Override
  public byte[] encode(ToFingerprint message) {
    FieldWriter writer = new FieldWriter(VERSION);
    if (message instanceof HostMoved moved) {
      write(writer.octet(MOVED), moved);
    } else if (message instanceof Seen seen) {
      write(writer.octet(SEEN), seen);
    } else {
      throw new IllegalArgumentException("not repartitioned: " + message);
    }
    return writer.written();
  }

  @Override
  public ToFingerprint decode(byte[] bytes) {
    FieldReader reader = new FieldReader(bytes, VERSION, "a record of repartition topic moves");
    int kind = reader.octet();
    return switch (kind) {
      case MOVED -> moved(reader);
      case SEEN -> seen(reader);
      default -> throw new IllegalStateException("unknown kind of message " + kind);
    };
  }

  private static void write(FieldWriter writer, HostMoved moved) {
    writer.text(moved.endpoint());
    writer.flag(moved.before().isPresent());
    moved.before().ifPresent(standing -> standing.write(writer));
    writer.flag(moved.after().isPresent());
    moved.after().ifPresent(standing -> standing.write(writer));
    writer.flag(moved.seen().isPresent());
    moved.seen().ifPresent(seen -> write(writer, seen));
  }

  private static HostMoved moved(FieldReader reader) {
    return new HostMoved(
        reader.text(),
        standing(reader),
        standing(reader),
        reader.flag() ? Optional.of(seen(reader)) : Optional.empty());
  }

  private static Optional<Standing> standing(FieldReader reader) {
    return reader.flag() ? Optional.of(Standing.read(reader)) : Optional.empty();
  }

  private static void write(FieldWriter writer, Seen seen) {
    writer.fixed(seen.from()).fixed(seen.to());
  }

  private static Seen seen(FieldReader reader) {
    return new Seen(reader.fixed(), reader.fixed());
  }
}
