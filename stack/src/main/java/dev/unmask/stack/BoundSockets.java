package dev.unmask.stack;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * Sockets that are bound before Kafka asks for them. A broker must know its ports before it starts;
 * a free one that is only looked up can be taken by somebody else meanwhile, one that is bound
 * cannot.
 */
final class BoundSockets implements ServerSocketFactory, AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";
  private static final int BACKLOG = 512;

  private final Map<String, ServerSocketChannel> waiting = new ConcurrentHashMap<>();

  /**
   * Binds a socket on 127.0.0.1 for a listener of that name.
   *
   * @param port 0: any free one
   * @return the port
   * @throws LocalStackException if the port is taken
   */
  int bind(String listener, int port) {
    try {
      ServerSocketChannel channel = ServerSocketChannel.open();
      waiting.put(listener, channel);
      channel.configureBlocking(false); // Kafka's acceptors select.
      channel.bind(new InetSocketAddress(LOOPBACK, port), BACKLOG);
      return channel.socket().getLocalPort();
    } catch (IOException e) {
      close();
      throw new LocalStackException(
          "Port "
              + port
              + " on "
              + LOOPBACK
              + " cannot be had for the broker: "
              + e.getMessage()
              + ".",
          e);
    }
  }

  @Override
  public ServerSocketChannel openServerSocket(
      String listener, InetSocketAddress address, int backlog, int receiveBufferSize)
      throws IOException {
    ServerSocketChannel channel = waiting.remove(listener);
    if (channel == null) {
      throw new IOException("No socket was bound for listener " + listener);
    }
    return channel;
  }

  /** Closes what Kafka has not taken over. */
  @Override
  public void close() {
    for (ServerSocketChannel channel : waiting.values()) {
      try {
        channel.close();
      } catch (IOException e) {
        // A socket without connections, about to be forgotten: there is nothing to save.
      }
    }
    waiting.clear();
  }
}
