package dev.unmask.lab.serve;

import dev.unmask.lab.scenario.LabHost;
import dev.unmask.lab.scenario.LabScenario;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * What the lab has done so far. {@code accepted = served + turnedAway}. For any thread; figures
 * read while connections come are each right, but need not fit each other.
 */
public final class LabCounters {
  private final Map<InetAddress, LongAdder> servedByHost;
  private final LongAdder turnedAway = new LongAdder();
  private final LongAdder open = new LongAdder();
  private final LongAdder relayed = new LongAdder();
  private final LongAdder holding = new LongAdder();
  private final LongAdder resets = new LongAdder();

  public LabCounters(LabScenario scenario) {
    servedByHost =
        scenario
            .everyone()
            .collect(Collectors.toUnmodifiableMap(LabHost::address, host -> new LongAdder()));
  }

  /** Connections accepted. */
  public long accepted() {
    return served() + turnedAway();
  }

  /** Connections that reached a port which does something; those of relays to their origin too. */
  public long served() {
    return servedByHost.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** Of {@link #served}, those to one host; 0 for an address without a host. */
  public long served(InetAddress host) {
    LongAdder served = servedByHost.get(host);
    return served == null ? 0 : served.sum();
  }

  /**
   * Connections reset at once: from or to outside 127.0.0.0/8, or to an address or port where
   * nothing is.
   */
  public long turnedAway() {
    return turnedAway.sum();
  }

  /** Sockets open now, listeners aside: accepted ones and those of relays to their origin. */
  public long open() {
    return open.sum();
  }

  /** Handshakes that relays have forwarded to their end. */
  public long relayed() {
    return relayed.sum();
  }

  /** Clients that relays hold now. */
  public long holding() {
    return holding.sum();
  }

  /** OpenVPN resets answered. */
  public long resetsAnswered() {
    return resets.sum();
  }

  void onServed(InetAddress host) {
    LongAdder served = servedByHost.get(host);
    if (served != null) {
      served.increment();
    }
  }

  void onTurnedAway() {
    turnedAway.increment();
  }

  void onOpened() {
    open.increment();
  }

  void onClosed() {
    open.decrement();
  }

  void onRelayed() {
    relayed.increment();
  }

  void onHeld() {
    holding.increment();
  }

  void onReleased() {
    holding.decrement();
  }

  void onResetAnswered() {
    resets.increment();
  }
}
