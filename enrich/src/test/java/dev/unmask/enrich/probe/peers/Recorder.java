package dev.unmask.enrich.probe.peers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Relays every byte to a server, and keeps what each client sent. Tells it without what is random:
 * of a ClientHello its random, session id, key shares and sessions, of what is encrypted all but
 * its length, of what is no TLS all but the beginning.
 */
public final class Recorder {

  private static final int HEADER = 5;
  private static final int CHANGE_CIPHER_SPEC = 20;
  private static final int HANDSHAKE = 22;
  private static final int APPLICATION_DATA = 23;

  /** session_ticket, pre_shared_key, key_share. */
  private static final Set<Integer> RANDOM = Set.of(35, 41, 51);

  private final List<ByteArrayOutputStream> connections = new ArrayList<>();

  /** Relays to a port of this machine. */
  public Conduct before(int server) {
    return client -> {
      ByteArrayOutputStream heard = new ByteArrayOutputStream();
      synchronized (connections) {
        connections.add(heard);
      }
      try (Socket upstream = new Socket("127.0.0.1", server)) {
        Relay.copyInBackground(upstream, client);
        copy(client.getInputStream(), upstream.getOutputStream(), heard);
      }
    };
  }

  private static void copy(InputStream in, OutputStream out, ByteArrayOutputStream heard)
      throws IOException {
    byte[] buffer = new byte[8192];
    for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
      heard.write(buffer, 0, read);
      out.write(buffer, 0, read);
    }
  }

  /** What was heard on each connection, in their order, records as lines; equals told once. */
  public List<String> told() {
    synchronized (connections) {
      return connections.stream().map(heard -> told(heard.toByteArray())).distinct().toList();
    }
  }

  private static String told(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    StringBuilder told = new StringBuilder();
    while (in.remaining() >= HEADER) {
      byte[] header = new byte[HEADER];
      in.get(header);
      if (header[0] < CHANGE_CIPHER_SPEC || header[0] > APPLICATION_DATA) {
        return told + "no TLS " + hex(Arrays.copyOf(header, 3)) + ' ' + in.remaining();
      }
      int length = ((header[3] & 0xff) << 8) | (header[4] & 0xff);
      boolean first = told.isEmpty();
      told.append(hex(header)).append(' ');
      if (header[0] == HANDSHAKE && first && length <= in.remaining()) {
        told.append(hello(in.slice().limit(length)));
      }
      in.position(in.position() + Math.min(length, in.remaining()));
      told.append('\n');
    }
    return told.append(in.remaining()).toString();
  }

  private static String hello(ByteBuffer in) {
    StringBuilder told = new StringBuilder();
    told.append(hex(bytes(in, 6)));
    bytes(in, 32);
    told.append(" id ").append(bytes(in, in.get() & 0xff).length);
    told.append(" suites ").append(hex(bytes(in, in.getShort() & 0xffff)));
    told.append(' ').append(hex(bytes(in, in.get() & 0xff)));
    in.getShort();
    while (in.remaining() >= 4) {
      int type = in.getShort() & 0xffff;
      byte[] content = bytes(in, in.getShort() & 0xffff);
      told.append(' ').append(type).append(':');
      told.append(RANDOM.contains(type) ? "" + content.length : hex(content));
    }
    return told.toString();
  }

  private static byte[] bytes(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
