package dev.unmask.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hosts on all of 127.0.0.0/8 that accept, read, and never say a word. A process of its own: its
 * first line is its port, then each line on its standard input is answered with how many it holds.
 */
final class Tarpits {

  private static final int BACKLOG = 4_096;

  private final Selector selector;
  private final ServerSocketChannel listener;
  private final ByteBuffer heard = ByteBuffer.allocate(16_384);
  private final AtomicInteger held = new AtomicInteger();

  private Tarpits() throws IOException {
    this.selector = Selector.open();
    this.listener = ServerSocketChannel.open();
    listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    listener.bind(new InetSocketAddress("0.0.0.0", 0), BACKLOG);
    listener.configureBlocking(false);
    listener.register(selector, SelectionKey.OP_ACCEPT);
  }

  public static void main(String[] arguments) throws IOException {
    Tarpits tarpits = new Tarpits();
    Thread thread = new Thread(tarpits::serve, "tarpits");
    thread.setDaemon(true);
    thread.start();
    byte[] asked = new byte[64];
    while (System.in.read(asked) > 0) {
      String question = new String(asked, StandardCharsets.UTF_8).strip();
      System.out.println(question.startsWith("port") ? tarpits.port() : tarpits.held.get());
    }
  }

  private int port() {
    return listener.socket().getLocalPort();
  }

  private void serve() {
    try {
      while (true) {
        selector.select(this::serve);
      }
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private void serve(SelectionKey key) {
    try {
      if (key.isAcceptable()) {
        accept();
      } else {
        listen(key);
      }
    } catch (IOException reset) {
      leave(key);
    }
  }

  private void accept() throws IOException {
    for (SocketChannel peer = listener.accept(); peer != null; peer = listener.accept()) {
      peer.configureBlocking(false);
      peer.register(selector, SelectionKey.OP_READ);
      held.incrementAndGet();
    }
  }

  private void listen(SelectionKey key) throws IOException {
    heard.clear();
    if (((SocketChannel) key.channel()).read(heard) < 0) {
      leave(key);
    }
  }

  private void leave(SelectionKey key) {
    try {
      key.channel().close();
    } catch (IOException gone) {
      throw new IllegalStateException(gone);
    } finally {
      held.decrementAndGet();
    }
  }
}
