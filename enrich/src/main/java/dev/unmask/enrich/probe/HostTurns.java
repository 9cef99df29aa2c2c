package dev.unmask.enrich.probe;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Lets the probes of one address run one after the other, in their order. Safe from any thread. */
final class HostTurns {

  /** An address is here while something runs for it; its queue holds what waits. */
  private final Map<InetAddress, Queue<Runnable>> waiting = new HashMap<>();

  /** Runs it now, or when those before it are done. */
  void take(InetAddress address, Runnable turn) {
    if (isFirst(address, turn)) {
      turn.run();
    }
  }

  /** Ends a turn, and begins the next. */
  void done(InetAddress address) {
    Runnable next = next(address);
    if (next != null) {
      next.run();
    }
  }

  private synchronized boolean isFirst(InetAddress address, Runnable turn) {
    Queue<Runnable> queue = waiting.get(address);
    if (queue == null) {
      waiting.put(address, new ArrayDeque<>());
      return true;
    }
    queue.add(turn);
    return false;
  }

  private synchronized @Nullable Runnable next(InetAddress address) {
    Queue<Runnable> queue = waiting.get(address);
    Runnable next = queue == null ? null : queue.poll();
    if (next == null) {
      waiting.remove(address);
    }
    return next;
  }
}
