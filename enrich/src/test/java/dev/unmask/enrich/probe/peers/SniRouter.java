package dev.unmask.enrich.probe.peers;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Forwards a connection by the name that its ClientHello asks for (RFC 6066 3), as an SNI proxy
 * does, bytes unchanged. Has no keys.
 */
public final class SniRouter {

  private static final int HEADER = 5;
  private static final int SERVER_NAME = 0;

  private SniRouter() {}

  /**
   * Routes to ports of this machine.
   *
   * @param ports by name; under the empty name for a hello without one
   * @param otherwise what is done with who asks for another
   */
  public static Conduct by(Map<String, Integer> ports, Conduct otherwise) {
    return client -> {
      byte[] hello = record(client.getInputStream());
      Integer port = ports.get(serverName(hello).orElse(""));
      if (port == null) {
        otherwise.meet(client);
      } else {
        forward(client, hello, port);
      }
    };
  }

  private static void forward(Socket client, byte[] hello, int port) throws IOException {
    try (Socket upstream = new Socket("127.0.0.1", port)) {
      upstream.getOutputStream().write(hello);
      Relay.copyInBackground(upstream, client);
      client.getInputStream().transferTo(upstream.getOutputStream());
    }
  }

  private static byte[] record(InputStream in) throws IOException {
    byte[] header = in.readNBytes(HEADER);
    byte[] body = in.readNBytes(((header[3] & 0xff) << 8) | (header[4] & 0xff));
    return ByteBuffer.allocate(HEADER + body.length).put(header).put(body).array();
  }

  /** Of a ClientHello that is one record. */
  static Optional<String> serverName(byte[] record) {
    ByteBuffer in = ByteBuffer.wrap(record);
    skip(in, HEADER + 4 + 2 + 32);
    skip(in, in.get() & 0xff);
    skip(in, in.getShort());
    skip(in, in.get() & 0xff);
    in.getShort();
    while (in.remaining() >= 4) {
      int type = in.getShort() & 0xffff;
      byte[] extension = new byte[in.getShort() & 0xffff];
      in.get(extension);
      if (type == SERVER_NAME) {
        return Optional.of(
            new String(extension, 5, extension.length - 5, StandardCharsets.US_ASCII));
      }
    }
    return Optional.empty();
  }

  private static void skip(ByteBuffer in, int bytes) {
    in.position(in.position() + bytes);
  }
}
