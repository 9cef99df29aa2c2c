package dev.unmask.enrich.probe.openvpn;

import java.nio.ByteBuffer;

/**
 * P_CONTROL_HARD_RESET_SERVER_V2, read from the beginning of what a server sent:
 *
 * <pre>
 *   stream   = length packet                               length counts the packet
 *   length   = uint16                                      22 + 4 n
 *   packet   = opcode session-id acks packet-id
 *   opcode   = %x40                                        8 &lt;&lt; 3 | key id 0
 *   session-id = 8 OCTET                                   the server's
 *   acks     = n, n uint32, 8 OCTET                        1 to 8, then the session id of whom they
 *                                                          acknowledge: ours
 *   packet-id = uint32
 * </pre>
 */
final class ServerReset {

  private static final int HARD_RESET_SERVER_V2 = 8 << 3;
  private static final int FIXED = 1 + 8 + 1 + 8 + 4;
  private static final int MOST_ACKS = 8;

  private ServerReset() {}

  /** What the bytes are. */
  enum Reading {
    /** The answer to our reset: nobody else knows our session id. */
    PROVED,
    /** So far it could be. */
    INCOMPLETE,
    /** Something else. */
    OTHER
  }

  /** Reads a datagram; what is behind the packet does not matter. */
  static Reading readDatagram(byte[] bytes, ClientReset ours) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (in.remaining() < FIXED + 4 || in.get() != HARD_RESET_SERVER_V2) {
      return Reading.OTHER;
    }
    int acks = in.get(1 + 8);
    boolean whole = acks >= 1 && acks <= MOST_ACKS && bytes.length >= FIXED + 4 * acks;
    return whole ? body(in, acks, ours) : Reading.OTHER;
  }

  /** Reads a packet from the first bytes of a stream; those behind it do not matter. */
  static Reading readStream(byte[] bytes, ClientReset ours) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (in.remaining() < 2) {
      return Reading.INCOMPLETE;
    }
    int acks = acknowledged(in.getShort() & 0xffff);
    if (acks < 1 || acks > MOST_ACKS) {
      return Reading.OTHER;
    }
    if (in.hasRemaining() && in.get() != HARD_RESET_SERVER_V2) {
      return Reading.OTHER;
    }
    return in.remaining() < FIXED - 1 + 4 * acks ? Reading.INCOMPLETE : body(in, acks, ours);
  }

  /** How many acknowledgements make a packet of this length; 0 where none do. */
  private static int acknowledged(int length) {
    int variable = length - FIXED;
    return variable > 0 && variable % 4 == 0 ? variable / 4 : 0;
  }

  private static Reading body(ByteBuffer in, int acks, ClientReset ours) {
    in.getLong();
    if (in.get() != acks) {
      return Reading.OTHER;
    }
    in.position(in.position() + 4 * acks);
    return in.getLong() == ours.sessionId() ? Reading.PROVED : Reading.OTHER;
  }
}
