package dev.unmask.enrich.given;

import static org.awaitility.Awaitility.await;

import dev.unmask.enrich.given.TlsHosts.Arrival;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects to an address that nobody else does, all the time, and so knows how late a busy machine
 * tells of a connection. Two that were told of within a second less that time did begin within a
 * second: what is counted so is never too much, however busy the machine.
 */
public final class Witness implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Witness.class);
  private static final String ADDRESS = "127.99.99.99";
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofMinutes(3);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private record Begun(int port, long nanos) {}

  private final TlsHosts hosts;
  private final Queue<Begun> begun = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  public Witness(TlsHosts hosts) {
    this.hosts = hosts;
    timer.scheduleWithFixedDelay(this::connect, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void connect() {
    hosts.ports().forEach(this::connect);
  }

  /** One that cannot be had is no witness of anything. */
  private void connect(int port) {
    var one = new Begun(port, System.nanoTime());
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(ADDRESS, port));
      begun.add(one);
    } catch (IOException e) {
      LOG.warn("No connection to {}:{}: {}", ADDRESS, port, e.getMessage());
    }
  }

  /** The connections of others. */
  public List<Arrival> arrivals() {
    return hosts.arrivals().stream().filter(one -> !isOwn(one)).toList();
  }

  /**
   * The most connections that began in any second, of those that have the same key. Once this is
   * closed.
   */
  public long mostInASecond(Function<Arrival, String> key) {
    var window = SECOND - lateness();
    return arrivals().stream().collect(Collectors.groupingBy(key)).values().stream()
        .mapToLong(some -> most(some, window))
        .max()
        .orElse(0);
  }

  private static long most(Collection<Arrival> some, long window) {
    return some.stream()
        .mapToLong(
            first ->
                some.stream()
                    .map(other -> other.nanos() - first.nanos())
                    .filter(after -> after >= 0 && after < window)
                    .count())
        .max()
        .orElse(0);
  }

  private long lateness() {
    return PAUSE.toNanos() + hosts.ports().stream().mapToLong(this::lateness).max().orElse(0);
  }

  private long lateness(int port) {
    var told = own().stream().filter(one -> one.port() == port).map(Arrival::nanos).iterator();
    return begun.stream()
        .filter(one -> one.port() == port)
        .mapToLong(one -> told.next() - one.nanos())
        .max()
        .orElse(0);
  }

  private List<Arrival> own() {
    return hosts.arrivals().stream().filter(Witness::isOwn).toList();
  }

  private static boolean isOwn(Arrival arrival) {
    return arrival.address().equals(ADDRESS);
  }

  /** Ends when its last connection was told of, and so all were that others began before it. */
  @Override
  public void close() {
    timer.shutdown();
    await().atMost(LONGEST).until(() -> timer.isTerminated() && own().size() == begun.size());
  }
}
