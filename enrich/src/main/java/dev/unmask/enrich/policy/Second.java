package dev.unmask.enrich.policy;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * What began within the last second, and how much may: a window that slides, so that the limit
 * holds for any second and there is no burst beyond it. A limit of 100 or more is spread: a tenth
 * of it in any tenth of a second. For one thread at a time.
 */
final class Second {
  private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final int SPREAD_FROM = 100;
  private static final int PARTS = 10;

  private final int most;
  private final long window;
  private final Queue<Long> begun = new ArrayDeque<>();

  Second(int most) {
    var parts = most >= SPREAD_FROM ? PARTS : 1;
    this.most = most / parts;
    this.window = NANOS / parts;
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
        oldest != null && now - oldest >= window;
        oldest = begun.peek()) {
      begun.remove();
    }
  }
}
