package dev.unmask.enrich.probe.peers;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** How late this machine's timers are, all in all, from when it begins: what load costs a probe. */
final class LostTime implements AutoCloseable {

  private static final long TICK = TimeUnit.MILLISECONDS.toNanos(5);

  private final AtomicLong lost = new AtomicLong();
  private volatile boolean over;

  LostTime() {
    Thread thread = new Thread(this::tick, "lost-time");
    thread.setDaemon(true);
    thread.start();
  }

  private void tick() {
    while (!over) {
      long due = System.nanoTime() + TICK;
      LockSupport.parkNanos(TICK);
      lost.addAndGet(Math.max(0, System.nanoTime() - due));
    }
  }

  Duration sinceBegun() {
    return Duration.ofNanos(lost.get());
  }

  @Override
  public void close() {
    over = true;
  }
}
