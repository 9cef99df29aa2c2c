package dev.unmask.enrich.probe.peers;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * Forwards a TLS handshake to an origin by a connection of its own, and then does with the client
 * what it is told. It has no keys: it counts the client's records (RFC 8446 5.1). It leaves the
 * client first, so that what the origin says at the end of its connection reaches nobody.
 */
public final class Relay {

  private static final int CHANGE_CIPHER_SPEC = 20;
  private static final int APPLICATION_DATA = 23;
  private static final int HEADER = 5;

  private Relay() {}

  /**
   * Relays to a port of this machine.
   *
   * @param handshakeRecords records of type application data that belong to the client's handshake:
   *     1 in TLS 1.3 (its Finished), 0 in TLS 1.2
   * @param then what is done from the next one on
   */
  public static Conduct to(int origin, int handshakeRecords, Conduct then) {
    return client -> {
      try (Socket upstream = new Socket("127.0.0.1", origin)) {
        copyInBackground(upstream, client);
        forward(client, upstream, handshakeRecords);
        then.meet(client);
        client.close();
      }
    };
  }

  /**
   * Relays to a port of this machine what belongs to the handshake, whatever its version: up to the
   * record behind the client's change_cipher_spec, its Finished (RFC 8446 D.4).
   *
   * @param then what is done from then on
   */
  public static Conduct ofHandshakeTo(int origin, Conduct then) {
    return client -> {
      try (Socket upstream = new Socket("127.0.0.1", origin)) {
        copyInBackground(upstream, client);
        forwardToFinished(client.getInputStream(), upstream.getOutputStream());
        then.meet(client);
        client.close();
      }
    };
  }

  /** Relays the handshake, keeps what comes then, and hangs up on the origin. */
  public static Conduct hangingUpOn(int origin) {
    return client -> {
      try (Socket upstream = new Socket("127.0.0.1", origin)) {
        copyInBackground(upstream, client);
        forwardToFinished(client.getInputStream(), upstream.getOutputStream());
        client.getInputStream().readNBytes(HEADER);
        upstream.shutdownOutput();
        Conducts.drain(client.getInputStream());
      }
    };
  }

  private static void forwardToFinished(InputStream client, OutputStream origin)
      throws IOException {
    DataInputStream in = new DataInputStream(client);
    byte[] header = in.readNBytes(HEADER);
    boolean finished = false;
    while (header.length == HEADER) {
      origin.write(header);
      origin.write(in.readNBytes(((header[3] & 0xff) << 8) | (header[4] & 0xff)));
      origin.flush();
      if (finished) {
        return;
      }
      finished = header[0] == CHANGE_CIPHER_SPEC;
      header = in.readNBytes(HEADER);
    }
  }

  /** Forwards whole records until the handshake is over, and swallows the one that shows it. */
  private static void forward(Socket client, Socket upstream, int handshakeRecords)
      throws IOException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    OutputStream out = upstream.getOutputStream();
    int seen = 0;
    while (true) {
      byte[] header = in.readNBytes(HEADER);
      if (header.length < HEADER) {
        return;
      }
      byte[] body = in.readNBytes(((header[3] & 0xff) << 8) | (header[4] & 0xff));
      if (header[0] == APPLICATION_DATA && seen++ == handshakeRecords) {
        return;
      }
      out.write(header);
      out.write(body);
      out.flush();
    }
  }

  /** Copies until either side goes. */
  static void copyInBackground(Socket from, Socket to) {
    Thread back = new Thread(() -> copy(from, to), "relay-back");
    back.setDaemon(true);
    back.start();
  }

  /** Relays every byte to a port of this machine, like a TCP proxy. */
  public static Conduct fully(int origin) {
    return client -> {
      try (Socket upstream = new Socket("127.0.0.1", origin)) {
        copyInBackground(upstream, client);
        client.getInputStream().transferTo(upstream.getOutputStream());
      }
    };
  }

  private static void copy(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      in.transferTo(to.getOutputStream());
    } catch (IOException gone) {
      // Either side went.
    }
  }
}
