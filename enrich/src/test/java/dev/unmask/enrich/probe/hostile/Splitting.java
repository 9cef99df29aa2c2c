package dev.unmask.enrich.probe.hostile;

import dev.unmask.enrich.probe.peers.Conduct;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A good server's bytes, sent in another way. */
final class Splitting {

  private static final int HEADER = 5;
  private static final byte HANDSHAKE = 22;

  private Splitting() {}

  /** What is done with what the server sent. */
  private interface Way {
    void send(InputStream from, OutputStream to, Socket client) throws IOException;
  }

  /** A segment for every byte of the first 4,096. */
  static Conduct bytes(Conduct server) {
    return through(
        server,
        (from, to, client) -> {
          client.setTcpNoDelay(true);
          for (int i = 0; i < 4_096; i++) {
            to.write(octet(from));
          }
          from.transferTo(to);
        });
  }

  /** A record for every byte of the handshake that is in clear sight (RFC 5246 6.2.1). */
  static Conduct records(Conduct server) {
    return through(
        server,
        (from, to, client) -> {
          DataInputStream in = new DataInputStream(from);
          byte[] header = in.readNBytes(HEADER);
          while (header.length == HEADER && header[0] == HANDSHAKE) {
            for (byte octet : in.readNBytes((header[3] & 0xff) << 8 | (header[4] & 0xff))) {
              to.write(new byte[] {HANDSHAKE, header[1], header[2], 0, 1, octet});
            }
            header = in.readNBytes(HEADER);
          }
          to.write(header);
          in.transferTo(to);
        });
  }

  /** So many bytes, and RST. */
  static Conduct cut(Conduct server, int bytes) {
    return through(
        server,
        (from, to, client) -> {
          to.write(from.readNBytes(bytes));
          client.setSoLinger(true, 0);
          client.close();
        });
  }

  private static int octet(InputStream from) throws IOException {
    int octet = from.read();
    if (octet < 0) {
      throw new IOException("the server went");
    }
    return octet;
  }

  private static Conduct through(Conduct server, Way way) {
    return client -> {
      try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
          Socket inside = new Socket(door.getInetAddress(), door.getLocalPort());
          Socket outside = door.accept()) {
        background(() -> server.meet(outside));
        background(() -> client.getInputStream().transferTo(inside.getOutputStream()));
        way.send(inside.getInputStream(), client.getOutputStream(), client);
      }
    };
  }

  private interface Task {
    void run() throws IOException;
  }

  private static void background(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException gone) {
                // Either side went.
              }
            },
            "splitting");
    thread.setDaemon(true);
    thread.start();
  }
}
