package dev.unmask.bench;

import java.time.Duration;
import java.util.List;

/** The prober, at the tier of one handshake, in a process that stays warm from round to round. */
final class UnmaskClient implements Client, AutoCloseable {

  /** After so many handshakes Java's compilers have little left to do: a prober runs for days. */
  private static final long WARM = 60_000;

  private static final Duration SPELL = Duration.ofSeconds(2);

  private final Fork fork;

  /** The prober's limits of time are those of {@code unmask enrich}. */
  UnmaskClient() {
    this.fork = new Fork(ProberProcess.class);
  }

  @Override
  public String name() {
    return "unmask";
  }

  @Override
  public Sample shake(WebServer.Listener listener, Duration time) {
    return shake(fork, listener.port(), time);
  }

  static Sample shake(Fork prober, int port, Duration time) {
    String[] answer = prober.ask("shake " + port + " " + time.toMillis()).split(" ");
    Sample sample =
        new Sample(
            Long.parseLong(answer[0]),
            Duration.ofNanos(Long.parseLong(answer[1])),
            Duration.ofNanos(Long.parseLong(answer[2])));
    if (sample.count() == 0) {
      throw new IllegalStateException("unmask completes no handshake");
    }
    return sample;
  }

  /** Shakes hands with all in turn, until Java has compiled what is hot. */
  void warmUp(List<WebServer.Listener> listeners) {
    warmUp(fork, listeners);
  }

  static void warmUp(Fork prober, List<WebServer.Listener> listeners) {
    long shaken = 0;
    while (shaken < WARM) {
      for (WebServer.Listener listener : listeners) {
        shaken += shake(prober, listener.port(), SPELL).count();
      }
    }
  }

  @Override
  public void close() {
    fork.close();
  }
}
