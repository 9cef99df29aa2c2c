package dev.unmask.enrich.probe;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many hosts begin at once. Thousands of handshakes begun together are each so slow that
 * they time out, which says nothing about the hosts. Safe from any thread.
 */
final class Turnstile {

  private final int places;
  private final Queue<Entry> waiting = new ArrayDeque<>();
  private int inside;

  Turnstile(int places) {
    this.places = places;
  }

  /** Who is inside. */
  interface Inside {
    /** Makes place for another; more than once is once. */
    void leave();
  }

  /** What is done inside; it leaves in its own time. */
  interface Entry {
    void enter(Inside inside);
  }

  /** Enters now, or when there is a place. */
  void enter(Entry entry) {
    if (admit(entry)) {
      run(entry);
    }
  }

  private void run(Entry entry) {
    AtomicBoolean left = new AtomicBoolean();
    entry.enter(
        () -> {
          if (!left.getAndSet(true)) {
            leave();
          }
        });
  }

  private void leave() {
    Entry next = next();
    if (next != null) {
      run(next);
    }
  }

  private synchronized boolean admit(Entry entry) {
    if (inside < places) {
      inside++;
      return true;
    }
    waiting.add(entry);
    return false;
  }

  private synchronized @Nullable Entry next() {
    Entry next = waiting.poll();
    if (next == null) {
      inside--;
    }
    return next;
  }
}
