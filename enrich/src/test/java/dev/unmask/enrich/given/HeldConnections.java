package dev.unmask.enrich.given;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Every address of 127.0.0.0/8, on two ports: accepts, reads, says nothing. It keeps in mind from
 * when until when each connection stood.
 */
public final class HeldConnections implements AutoCloseable {
  /** At which address, from when until when it was closed from the other side. */
  public record Held(String address, long from, long until) {
    /** How long both stood at once. */
    public long nanosWith(Held other) {
      return Math.min(until, other.until) - Math.max(from, other.from);
    }
  }

  private final List<ServerSocket> listeners = List.of(listener(), listener());
  private final Queue<Held> held = new ConcurrentLinkedQueue<>();
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  public HeldConnections() {
    listeners.forEach(listener -> threads.execute(() -> accept(listener)));
  }

  public List<Integer> ports() {
    return listeners.stream().map(ServerSocket::getLocalPort).toList();
  }

  /** Those that have ended. */
  public List<Held> held() {
    return List.copyOf(held);
  }

  @Override
  public void close() throws IOException {
    for (var listener : listeners) {
      listener.close();
    }
    for (var socket : open) {
      socket.close();
    }
    threads.shutdownNow();
  }

  private static ServerSocket listener() {
    try {
      var listener = new ServerSocket();
      listener.bind(new InetSocketAddress("0.0.0.0", 0), 500);
      return listener;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void accept(ServerSocket listener) {
    try {
      while (!listener.isClosed()) {
        var socket = listener.accept();
        var from = System.nanoTime();
        open.add(socket);
        threads.execute(() -> hold(socket, from));
      }
    } catch (IOException e) {
      open.removeIf(Socket::isClosed); // the listener was closed
    }
  }

  private void hold(Socket socket, long from) {
    var address = socket.getLocalAddress().getHostAddress();
    try (socket) {
      var read = 0;
      while (read >= 0) {
        read = socket.getInputStream().read(new byte[4_096]);
      }
    } catch (IOException e) {
      open.remove(socket); // reset by the prober
    }
    held.add(new Held(address, from, System.nanoTime()));
  }
}
