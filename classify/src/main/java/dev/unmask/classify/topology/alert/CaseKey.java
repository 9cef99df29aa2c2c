package dev.unmask.classify.topology.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.unmask.classify.topology.format.Codec;
import dev.unmask.classify.topology.format.FieldReader;
import dev.unmask.classify.topology.format.FieldWriter;

/** A key of the repartition topic {@code cases}: its text, behind a version. */
final class CaseKey implements Codec<String> {

  private static final int VERSION = 1;

  @Override
  public byte[] encode(String key) {
    return new FieldWriter(VERSION).raw(key.getBytes(UTF_8)).written();
  }

  @Override
  public String decode(byte[] bytes) {
    return new String(
        new FieldReader(bytes, VERSION, "a key of repartition topic cases").rest(), UTF_8);
  }
}
