package dev.unmask.enrich.probe.peers;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;

/**
 * A relay of handshakes that lets TLS 1.2 pass, and does as told once its origin sends the first
 * encrypted record, which in TLS 1.3 is the one after the ServerHello.
 */
public final class Tls13Cutter {

  private static final int APPLICATION_DATA = 23;
  private static final int HEADER = 5;

  private Tls13Cutter() {}

  /** Relays to a port of this machine. */
  public static Conduct to(int origin, Conduct then) {
    return client -> {
      try (Socket upstream = new Socket("127.0.0.1", origin)) {
        Thread there = new Thread(() -> copy(client, upstream), "cutter-there");
        there.setDaemon(true);
        there.start();
        forward(upstream, client);
        then.meet(client);
      }
    };
  }

  private static void forward(Socket upstream, Socket client) throws IOException {
    DataInputStream in = new DataInputStream(upstream.getInputStream());
    OutputStream out = client.getOutputStream();
    while (true) {
      byte[] header = in.readNBytes(HEADER);
      if (header.length < HEADER || header[0] == APPLICATION_DATA) {
        return;
      }
      out.write(header);
      out.write(in.readNBytes(((header[3] & 0xff) << 8) | (header[4] & 0xff)));
      out.flush();
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException gone) {
      // Either side went.
    }
  }
}
