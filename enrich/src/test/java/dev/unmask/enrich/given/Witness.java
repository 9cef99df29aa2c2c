package dev.unmask.enrich.given;

import dev.unmask.enrich.given.TlsHosts.Arrival;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Connects to an address that nobody else does, all the time, and so knows how late a busy machine
 * tells of a connection. Two that were told of within a second less that time did begin within a
 * second: what is counted so is never too much, however busy the machine.
 */
public final class Witness implements AutoCloseable {
  private static final String ADDRESS = "127.99.99.99";
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final TlsHosts hosts;
  private final List<Long> begun = new ArrayList<>();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  public Witness(TlsHosts hosts) {
    this.hosts = hosts;
    timer.scheduleWithFixedDelay(this::connect, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void connect() {
    try (var socket = new Socket()) {
      begun.add(System.nanoTime());
      socket.connect(new InetSocketAddress(ADDRESS, hosts.port()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
    Iterator<Long> told =
        hosts.arrivals().stream().filter(Witness::isOwn).map(Arrival::nanos).iterator();
    var latest = PAUSE.toNanos();
    for (var i = 0; i < begun.size() && told.hasNext(); i++) {
      latest = Math.max(latest, PAUSE.toNanos() + told.next() - begun.get(i));
    }
    return latest;
  }

  private static boolean isOwn(Arrival arrival) {
    return arrival.address().equals(ADDRESS);
  }

  /** Waits for the last connection to end. */
  @Override
  public void close() {
    timer.shutdown();
    try {
      if (!timer.awaitTermination(1, TimeUnit.MINUTES)) {
        throw new IllegalStateException("the witness does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
