package dev.unmask.bench;

import java.time.Duration;

/** The prober, at the tier of one handshake, in a process that stays warm from round to round. */
final class UnmaskClient implements Client, AutoCloseable {

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
    if (sample.handshakes() == 0) {
      throw new IllegalStateException("unmask completes no handshake");
    }
    return sample;
  }

  @Override
  public void close() {
    fork.close();
  }
}
