package dev.unmask.enrich.realpeers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Two datagram sockets: what comes to one leaves by the other some time later, in the same order,
 * for whoever spoke there last. What the kernel's netem does, for kernels that have none.
 */
final class DelayLine implements AutoCloseable {

  private static final int LONGEST = 65_535;

  private final Duration delay;
  private final End left;
  private final End right;
  private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();

  /**
   * @param delay one way
   */
  DelayLine(Duration delay, String leftIp, String rightIp) {
    this.delay = delay;
    this.left = new End(leftIp);
    this.right = new End(rightIp);
    listen(left, right);
    listen(right, left);
  }

  Place left() {
    return left.place();
  }

  Place right() {
    return right.place();
  }

  private void listen(End from, End to) {
    Thread thread = new Thread(() -> carry(from, to), "delay-line");
    thread.setDaemon(true);
    thread.start();
  }

  private void carry(End from, End to) {
    byte[] buffer = new byte[LONGEST];
    while (true) {
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      try {
        from.socket.receive(packet);
      } catch (IOException closed) {
        return;
      }
      from.client = packet.getSocketAddress();
      byte[] datagram = Arrays.copyOf(buffer, packet.getLength());
      later.schedule(() -> to.send(datagram), delay.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  @Override
  public void close() {
    left.socket.close();
    right.socket.close();
    later.shutdownNow();
  }

  /** One of the two sockets, and who speaks to it. */
  private static final class End {
    private final DatagramSocket socket;
    private volatile SocketAddress client = new InetSocketAddress(0);

    private End(String ip) {
      try {
        this.socket = new DatagramSocket(0, InetAddress.getByName(ip));
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    private Place place() {
      return new Place(socket.getLocalAddress().getHostAddress(), socket.getLocalPort());
    }

    private void send(byte[] datagram) {
      try {
        socket.send(new DatagramPacket(datagram, datagram.length, client));
      } catch (IOException lost) {
        // As on any line.
      }
    }
  }
}
