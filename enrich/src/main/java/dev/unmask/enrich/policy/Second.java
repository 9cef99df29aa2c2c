package dev.unmask.enrich.policy;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * What began within the last second, and how much may: a window that slides, so that the limit
 * holds for any second and there is no burst beyond it. For one thread at a time.
 */
final class Second {
  private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

  private final int most;
  private final Queue<Long> begun = new ArrayDeque<>();

  Second(int most) {
    this.most = most;
  }

  boolean hasRoom(long now) {
    forget(now);
    return begun.size() < most;
  }

  void begin(long now) {
    begun.add(now);
  }

  /** Then it is as good as a new one. */
  boolean isEmpty(long now) {
    forget(now);
    return begun.isEmpty();
  }

  private void forget(long now) {
    for (var oldest = begun.peek();
        oldest != null && now - oldest >= NANOS;
        oldest = begun.peek()) {
      begun.remove();
    }
  }
}
