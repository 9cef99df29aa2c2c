package dev.unmask.enrich.probe.peers;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;

/** OpenVPN's TCP ports, as far as strangers see them. */
public final class OpenVpnConducts {

  private static final int SHORTEST = 14;
  private static final int LONGEST = 1_627;

  private OpenVpnConducts() {}

  /**
   * P_CONTROL_HARD_RESET_SERVER_V2 to whoever asks, in two pieces, as TCP may cut it.
   *
   * @param offBy added to the session id that it acknowledges
   */
  public static Conduct answering(long offBy) {
    return socket -> {
      byte[] answer = answer(packet(socket), offBy);
      socket.getOutputStream().write(answer, 0, 11);
      socket.getOutputStream().flush();
      socket.getOutputStream().write(answer, 11, answer.length - 11);
      Conducts.silent().meet(socket);
    };
  }

  /** Waits for the whole packet, and closes: it is not authenticated. */
  public static Conduct behindKey() {
    return OpenVpnConducts::packet;
  }

  /** The answer to a reset, as TCP carries it. */
  static byte[] answer(byte[] reset, long offBy) {
    long clientId = ByteBuffer.wrap(reset).getLong(1) + offBy;
    return ByteBuffer.allocate(28)
        .putShort((short) 26)
        .put((byte) 0x40)
        .putLong(0x1122334455667788L)
        .put((byte) 1)
        .putInt(0)
        .putLong(clientId)
        .putInt(0)
        .array();
  }

  private static byte[] packet(Socket socket) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    int length = in.readUnsignedShort();
    if (length < SHORTEST || length > LONGEST) {
      throw new EOFException("no length of a packet");
    }
    byte[] packet = new byte[length];
    in.readFully(packet);
    return packet;
  }
}
