package dev.unmask.enrich.realpeers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** An address and a port, of the host that one program plays. */
record Place(String ip, int port) {

  private static final AtomicInteger TAKEN = new AtomicInteger();

  /**
   * A free port at a loopback address that nobody else here has: hosts that differ are probed at
   * once, the ports of one host one after the other.
   */
  static Place free() {
    int host = TAKEN.incrementAndGet();
    return at("127.77." + host / 250 + "." + (1 + host % 250));
  }

  /** A free port at an address of this machine. */
  static Place at(String ip) {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(ip))) {
      return new Place(ip, socket.getLocalPort());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  boolean accepts() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(ip, port), 200);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public String toString() {
    return ip + ":" + port;
  }
}
