package dev.unmask.classify.topology.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.unmask.classify.topology.format.Codec;
import dev.unmask.classify.topology.format.FieldReader;
import dev.unmask.classify.topology.format.FieldWriter;

/** An endpoint's text as the key of store {@code latest} and of repartition topic {@code roles}. */
public final class EndpointKey implements Codec<String> {

  private static final int VERSION = 1;

  @Override
  public byte[] encode(String endpoint) {
    return new FieldWriter(VERSION).raw(endpoint.getBytes(UTF_8)).written();
  }

  @Override
  public String decode(byte[] bytes) {
    return new String(new FieldReader(bytes, VERSION, "the key of an endpoint").rest(), UTF_8);
  }
}
