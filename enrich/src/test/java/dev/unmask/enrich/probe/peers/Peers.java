package dev.unmask.enrich.probe.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Servers on free ports of 127.0.0.1, one thread a connection, gone after the test. */
public final class Peers implements AfterEachCallback {

  private static final int BACKLOG = 4_096;

  private final ExecutorService threads = Executors.newCachedThreadPool(Peers::daemon);
  private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();
  private final AtomicInteger present = new AtomicInteger();
  private final AtomicInteger mostPresent = new AtomicInteger();
  private final AtomicInteger met = new AtomicInteger();

  /** Serves TCP; the port. */
  public int tcp(Conduct conduct) {
    return tcpAt("127.0.0.1", conduct);
  }

  /** Serves TCP at another address of 127.0.0.0/8; the port. */
  public int tcpAt(String address, Conduct conduct) {
    try {
      ServerSocket server = new ServerSocket(0, BACKLOG, InetAddress.getByName(address));
      open.add(server);
      threads.execute(() -> accept(server, conduct));
      return server.getLocalPort();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Accepts on every address of 127.0.0.0/8, and lets each connection be; the port. */
  public int tarpitEverywhere() {
    try {
      ServerSocket server = new ServerSocket(0, BACKLOG, InetAddress.getByName("0.0.0.0"));
      open.add(server);
      threads.execute(() -> keep(server));
      return server.getLocalPort();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void keep(ServerSocket server) {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        if (socket.getLocalAddress().isLoopbackAddress()) {
          open.add(socket);
        } else {
          socket.close();
        }
      } catch (IOException closed) {
        return;
      }
    }
  }

  /** Serves TLS by the JDK's sockets, which alert on what does not decrypt. */
  public int tls(Identity identity, String protocol, Conduct conduct) {
    return tcp(overTls(identity, protocol, conduct));
  }

  /**
   * TLS by the JDK's sockets, as a conduct on a TCP connection. It remembers no session from one to
   * the next.
   */
  public static Conduct overTls(Identity identity, String protocol, Conduct conduct) {
    return overTls(identity, tls -> tls.setEnabledProtocols(new String[] {protocol}), conduct);
  }

  /** The same with other settings, made before the handshake. */
  public static Conduct overTls(Identity identity, Consumer<SSLSocket> settings, Conduct conduct) {
    return socket -> overTls(identity.context(), settings, conduct).meet(socket);
  }

  /** The same with a context that keeps its sessions, and that several servers may share. */
  public static Conduct overTls(SSLContext context, Consumer<SSLSocket> settings, Conduct conduct) {
    return socket -> {
      try (SSLSocket tls = Identity.server(context, socket)) {
        settings.accept(tls);
        tls.startHandshake();
        conduct.meet(tls);
      }
    };
  }

  /** A port that nobody listens on. */
  public int refusing() {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return server.getLocalPort();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Connections that were accepted. */
  public int met() {
    return met.get();
  }

  /** Connections that are open now. */
  public int present() {
    return present.get();
  }

  /** The most connections that were open at one time. */
  public int mostPresent() {
    return mostPresent.get();
  }

  private void accept(ServerSocket server, Conduct conduct) {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        met.incrementAndGet();
        mostPresent.accumulateAndGet(present.incrementAndGet(), Math::max);
        threads.execute(() -> meet(socket, conduct));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void meet(Socket socket, Conduct conduct) {
    try (socket) {
      conduct.meet(socket);
    } catch (IOException | RuntimeException gone) {
      // The other side went, which is what probes do.
    } finally {
      present.decrementAndGet();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    for (AutoCloseable one : open) {
      one.close();
    }
    threads.shutdownNow();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "peer");
    thread.setDaemon(true);
    return thread;
  }
}
