package dev.unmask.enrich.given;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.unmask.enrich.given.Certificates.Identity;
import dev.unmask.enrich.given.Established.Ports;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Every address of 127.0.0.0/8, on one port or more: a web server over TLS that answers 200, or one
 * that accepts and never says a word. It keeps in mind at which address each connection arrived,
 * and where one did while another stood.
 */
public final class TlsHosts implements AutoCloseable {
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nServer: test\r\nContent-Length: 2\r\n\r\nok".getBytes(US_ASCII);
  private static final char[] PASSWORD = "of a store in memory".toCharArray();

  private final List<ServerSocket> listeners;
  private final SSLContext tls;
  private final boolean silent;
  private final Queue<String> accepted = new ConcurrentLinkedQueue<>();
  private final Set<String> overlapping = ConcurrentHashMap.newKeySet();
  private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private final Map<String, Queue<Socket>> byAddress = new ConcurrentHashMap<>();
  private volatile Optional<Consumer<String>> onArrival = Optional.empty();

  private TlsHosts(Identity identity, int ports, boolean silent) {
    try {
      this.tls = context(identity);
      this.silent = silent;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    this.listeners = Stream.generate(TlsHosts::listener).limit(ports).toList();
    listeners.forEach(listener -> threads.execute(() -> accept(listener)));
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

  public static TlsHosts answering(Identity identity) {
    return answering(identity, 1);
  }

  /** On so many ports. */
  public static TlsHosts answering(Identity identity, int ports) {
    return new TlsHosts(identity, ports, false);
  }

  public static TlsHosts silent() {
    return new TlsHosts(Certificates.selfSigned("CN=never.shown.example"), 1, true);
  }

  /** The first of them. */
  public int port() {
    return listeners.get(0).getLocalPort();
  }

  public List<Integer> ports() {
    return listeners.stream().map(ServerSocket::getLocalPort).toList();
  }

  /** The local address of each connection, in the order of arrival. */
  public List<String> accepted() {
    return List.copyOf(accepted);
  }

  /** Addresses that had two connections at once, be it on two ports. */
  public Set<String> overlapping() {
    return Set.copyOf(overlapping);
  }

  /**
   * What happens when a connection has come to an address and still stands, before a byte is read.
   */
  public void onArrival(Consumer<String> what) {
    onArrival = Optional.of(what);
  }

  /** A connection: at which address and port it arrived, and when, in {@link System#nanoTime}. */
  public record Arrival(String address, int port, long nanos) {}

  /** Each connection, in the order of arrival. */
  public List<Arrival> arrivals() {
    return List.copyOf(arrivals);
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

  private void accept(ServerSocket listener) {
    try {
      while (!listener.isClosed()) {
        var socket = listener.accept();
        arrived(socket);
        open.add(socket);
        if (!silent) {
          threads.execute(() -> serve(socket));
        }
      }
    } catch (IOException | RejectedExecutionException e) {
      threads.shutdown(); // closed
    }
  }

  private void arrived(Socket socket) {
    var address = socket.getLocalAddress().getHostAddress();
    arrivals.add(new Arrival(address, socket.getLocalPort(), System.nanoTime()));
    accepted.add(address);
    var others = byAddress.computeIfAbsent(address, first -> new ConcurrentLinkedQueue<>());
    others.removeIf(Socket::isClosed);
    if (!others.isEmpty() || onArrival.isPresent()) {
      askKernel(socket, address);
    }
    others.add(socket);
  }

  /**
   * Which takes its time: only where a connection that was not closed from here may still stand.
   */
  private void askKernel(Socket socket, String address) {
    var standing = Established.at(address, ports());
    if (standing.size() > 1 && stillTwo(standing, address)) {
      overlapping.add(address);
    }
    if (standing.contains(new Ports(socket.getLocalPort(), socket.getPort()))) {
      onArrival.ifPresent(what -> what.accept(address));
    }
  }

  /** The kernel lists one after the other: one may end and the next begin in between. */
  private boolean stillTwo(Set<Ports> standing, String address) {
    return Established.at(address, ports()).stream().filter(standing::contains).count() > 1;
  }

  private void serve(Socket plain) {
    try (var socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, null, true)) {
      socket.setUseClientMode(false);
      if (socket.getInputStream().read(new byte[4_096]) > 0) {
        socket.getOutputStream().write(ANSWER);
      }
    } catch (IOException e) {
      open.remove(plain); // the prober has gone, or has forged a record
    }
  }

  private static SSLContext context(Identity identity)
      throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, PASSWORD);
    store.setKeyEntry("leaf", identity.key(), PASSWORD, new Certificate[] {identity.certificate()});
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }
}
