package dev.unmask.lab;

import dev.unmask.avro.FirstAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;

/** What the first bytes of a connection draw, seen through a plain socket. */
record FirstContact(FirstAnswer answer, Duration after) {
  private static final int CONNECT_MILLIS = 10_000;
  private static final int ENOUGH = 5;

  /** Bytes with the end of our side behind them. */
  static FirstContact withFin(InetSocketAddress peer, byte[] bytes, Duration watch)
      throws IOException {
    return make(peer, bytes, true, watch);
  }

  static FirstContact of(InetSocketAddress peer, byte[] bytes, Duration watch) throws IOException {
    return make(peer, bytes, false, watch);
  }

  private static FirstContact make(
      InetSocketAddress peer, byte[] bytes, boolean fin, Duration watch) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(peer, CONNECT_MILLIS);
      socket.setSoTimeout((int) watch.toMillis());
      long start = System.nanoTime();
      FirstAnswer answer = answer(socket, bytes, fin);
      return new FirstContact(answer, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private static FirstAnswer answer(Socket socket, byte[] bytes, boolean fin) throws IOException {
    try {
      socket.getOutputStream().write(bytes);
      if (fin) {
        socket.shutdownOutput();
      }
      return answer(socket.getInputStream());
    } catch (SocketTimeoutException e) {
      return FirstAnswer.HELD;
    } catch (SocketException e) {
      return FirstAnswer.RESET;
    }
  }

  private static FirstAnswer answer(InputStream in) throws IOException {
    byte[] first = in.readNBytes(ENOUGH);
    String text = new String(first, StandardCharsets.ISO_8859_1);
    if (first.length == 0) {
      return FirstAnswer.CLOSED;
    } else if (text.equals("HTTP/")) {
      return FirstAnswer.HTTP_RESPONSE;
    } else if (HexFormat.of().formatHex(Arrays.copyOf(first, 3)).equals("001a40")) {
      return FirstAnswer.OPENVPN_RESET;
    }
    return switch (first[0]) {
      case 22 -> FirstAnswer.TLS_HANDSHAKE;
      case 21 -> FirstAnswer.TLS_ALERT;
      default -> FirstAnswer.OTHER_BYTES;
    };
  }
}
