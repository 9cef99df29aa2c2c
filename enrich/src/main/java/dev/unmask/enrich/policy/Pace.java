package dev.unmask.enrich.policy;

import dev.unmask.schemas.endpoint.Endpoints;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * When a connection may begin, by all {@link Rates} at once: it takes from each limit at the moment
 * at which all of them have room, and from none before. So no limit is ever exceeded, and who waits
 * for one takes nothing from the others. Asked before each connect. Those who wait are looked at in
 * the order in which they came; who waits for a full network is passed by.
 *
 * <p>Safe from any thread; blocks none: who must wait gets a future, which completes on the timer's
 * thread, and may be cancelled.
 */
public final class Pace {
  private static final int FIRST_LOOK_MILLIS = 5;

  /** The more wait, the longer a look takes, and the rarer it is. */
  private static final int WAITING_PER_MILLI = 200;

  private record Waiting(
      String ip, String subnet, OptionalLong system, CompletableFuture<Void> turn) {}

  private final ScheduledExecutorService timer;
  private final LongSupplier nanoTime;
  private final Second all;
  private final Seconds<Long> systems;
  private final Seconds<String> subnets;
  private final Seconds<String> addresses;
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private boolean looking;

  public Pace(Rates rates, ScheduledExecutorService timer) {
    this(rates, timer, System::nanoTime);
  }

  Pace(Rates rates, ScheduledExecutorService timer, LongSupplier nanoTime) {
    this.timer = timer;
    this.nanoTime = nanoTime;
    this.all = new Second(rates.all());
    this.systems = new Seconds<>(rates.system(), nanoTime.getAsLong());
    this.subnets = new Seconds<>(rates.subnet(), nanoTime.getAsLong());
    this.addresses = new Seconds<>(rates.address(), nanoTime.getAsLong());
  }

  /**
   * Completes, at once or later, when one more connection to this address may begin, and counts it.
   *
   * @param ip an address
   * @param system number of its autonomous system, if it is known; else its limit is the others'
   */
  public CompletableFuture<Void> take(String ip, OptionalLong system) {
    var subnet = Endpoints.subnet(ip);
    synchronized (this) {
      var now = nanoTime.getAsLong();
      var turn = new Waiting(ip, subnet, system, new CompletableFuture<>());
      if (waiting.isEmpty() && begins(turn, now)) {
        return CompletableFuture.completedFuture(null);
      }
      waiting.add(turn);
      lookLater();
      return turn.turn();
    }
  }

  /** How many wait now. */
  public synchronized int waiting() {
    return waiting.size();
  }

  /** Addresses, subnets and systems that are kept in mind. */
  synchronized int keptInMind() {
    return addresses.size() + subnets.size() + systems.size();
  }

  /** Lets those begin who may. */
  void look() {
    begin().forEach(turn -> turn.turn().complete(null));
  }

  private synchronized Collection<Waiting> begin() {
    looking = false;
    var now = nanoTime.getAsLong();
    List<Waiting> begun = new ArrayList<>();
    for (var turns = waiting.iterator(); turns.hasNext() && all.hasRoom(now); ) {
      var turn = turns.next();
      if (turn.turn().isDone()) {
        turns.remove(); // it was cancelled
      } else if (begins(turn, now)) {
        turns.remove();
        begun.add(turn);
      }
    }
    if (!waiting.isEmpty()) {
      lookLater();
    }
    return begun;
  }

  private boolean begins(Waiting turn, long now) {
    var allowed =
        all.hasRoom(now)
            && addresses.hasRoom(turn.ip(), now)
            && subnets.hasRoom(turn.subnet(), now)
            && (turn.system().isEmpty() || systems.hasRoom(turn.system().getAsLong(), now));
    if (allowed) {
      all.begin(now);
      addresses.begin(turn.ip(), now);
      subnets.begin(turn.subnet(), now);
      turn.system().ifPresent(system -> systems.begin(system, now));
    }
    return allowed;
  }

  private void lookLater() {
    if (!looking && !timer.isShutdown()) {
      looking = true;
      timer.schedule(
          this::look,
          FIRST_LOOK_MILLIS + waiting.size() / WAITING_PER_MILLI,
          TimeUnit.MILLISECONDS);
    }
  }
}
