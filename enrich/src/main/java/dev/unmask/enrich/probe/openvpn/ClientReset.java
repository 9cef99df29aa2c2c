package dev.unmask.enrich.probe.openvpn;

import java.nio.ByteBuffer;
import java.util.Random;

/**
 * P_CONTROL_HARD_RESET_CLIENT_V2, as OpenVPN's {@code ssl_pkt.h} lays it out:
 *
 * <pre>
 *   000e  length of what follows, over TCP only
 *   38    opcode 7 &lt;&lt; 3 | key id 0
 *   8 B   our session id, not zero: a zero one gets no answer
 *   00    number of acknowledged packets
 *   4 B   packet id 0
 * </pre>
 *
 * @param sessionId ours
 */
record ClientReset(long sessionId) {

  private static final int LENGTH = 14;
  private static final byte HARD_RESET_CLIENT_V2 = 7 << 3;

  ClientReset {
    if (sessionId == 0) {
      throw new IllegalArgumentException("a session id of zero gets no answer");
    }
  }

  static ClientReset random(Random random) {
    long id = random.nextLong();
    return new ClientReset(id == 0 ? 1 : id);
  }

  /** As the first bytes of a TCP connection. */
  byte[] stream() {
    return ByteBuffer.allocate(Short.BYTES + LENGTH)
        .putShort((short) LENGTH)
        .put(datagram())
        .array();
  }

  /** As a UDP datagram. */
  byte[] datagram() {
    return ByteBuffer.allocate(LENGTH)
        .put(HARD_RESET_CLIENT_V2)
        .putLong(sessionId)
        .put((byte) 0)
        .putInt(0)
        .array();
  }
}
