package dev.unmask.lab.serve;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What a relay says that has switched to a protocol of its own: records that look like application
 * data, and that nobody else has the keys for.
 */
final class OwnProtocol {
  private static final int APPLICATION_DATA = 23;
  private static final int TLS_1_2 = 0x0303;
  private static final int LENGTH = 64;

  private OwnProtocol() {}

  static ByteBuf record(ByteBufAllocator alloc) {
    byte[] body = new byte[LENGTH];
    ThreadLocalRandom.current().nextBytes(body);
    return alloc
        .buffer(5 + LENGTH)
        .writeByte(APPLICATION_DATA)
        .writeShort(TLS_1_2)
        .writeShort(LENGTH)
        .writeBytes(body);
  }
}
