package dev.unmask.enrich.probe.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** UDP servers on free ports of 127.0.0.1, gone after the test. */
public final class UdpPeers implements AfterEachCallback {

  private final List<DatagramSocket> open = new ArrayList<>();

  /** What a peer does with a datagram. */
  public interface Conduct {
    /**
     * Hears one.
     *
     * @param own the socket that heard it
     * @param from where answers go to, as the packet's own address
     */
    void hear(DatagramSocket own, DatagramPacket from, byte[] bytes) throws IOException;
  }

  /** Serves; the port. */
  public int udp(Conduct conduct) {
    DatagramSocket own = socket("127.0.0.1", 0);
    Thread thread = new Thread(() -> serve(own, conduct), "udp-peer");
    thread.setDaemon(true);
    thread.start();
    return own.getLocalPort();
  }

  /** Another socket, from which answers may come too. */
  public DatagramSocket socket(String address, int port) {
    try {
      DatagramSocket socket = new DatagramSocket(port, InetAddress.getByName(address));
      open.add(socket);
      return socket;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Sends to who sent. */
  public static void answer(DatagramSocket by, DatagramPacket to, byte[] bytes) throws IOException {
    by.send(new DatagramPacket(bytes, bytes.length, to.getSocketAddress()));
  }

  private static void serve(DatagramSocket own, Conduct conduct) {
    while (!own.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        own.receive(packet);
        conduct.hear(own, packet, Arrays.copyOf(packet.getData(), packet.getLength()));
      } catch (IOException closed) {
        return;
      }
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    open.forEach(DatagramSocket::close);
  }
}
