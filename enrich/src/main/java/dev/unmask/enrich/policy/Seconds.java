package dev.unmask.enrich.policy;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A {@link Second} for each key. Those in which nothing began of late are dropped, since a new one
 * does as well: so there are no more than connections begin in two seconds, and the limit is exact
 * all the same. For one thread at a time.
 *
 * @param <K> of which the limit is
 */
final class Seconds<K> {
  private static final long SWEEP_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final int most;
  private final Map<K, Second> byKey = new HashMap<>();
  private long swept;

  Seconds(int most, long now) {
    this.most = most;
    this.swept = now;
  }

  boolean hasRoom(K key, long now) {
    var second = byKey.get(key);
    return second == null || second.hasRoom(now);
  }

  void begin(K key, long now) {
    if (now - swept > SWEEP_NANOS) {
      byKey.values().removeIf(second -> second.isEmpty(now));
      swept = now;
    }
    byKey.computeIfAbsent(key, first -> new Second(most)).begin(now);
  }

  int size() {
    return byKey.size();
  }
}
