package dev.unmask.enrich.policy;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;

/**
 * How many connections are begun in a second: in one subnet, and in all. A host takes as many as it
 * may need at most before it is visited, and gives back what it did not use, so the real rate is
 * never above the limit and a little below it. Safe from any thread; blocks none: who must wait
 * gets a future.
 */
public final class Pace {
  /** So many subnets are kept in mind; one that is forgotten starts with a full second's worth. */
  private static final int SUBNETS = 100_000;

  private final ScheduledExecutorService timer;
  private final Bucket all;
  private final LoadingCache<String, Bucket> subnets;

  /**
   * @param rate connections a second, over all
   * @param subnetRate connections a second in one /24 or /48
   * @param most connections that one host takes at most; a burst may be that large whatever the
   *     rates
   */
  public Pace(int rate, int subnetRate, int most, ScheduledExecutorService timer) {
    this.timer = timer;
    this.all = bucket(rate, most);
    this.subnets =
        Caffeine.newBuilder()
            .maximumSize(SUBNETS)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build(subnet -> bucket(subnetRate, most));
  }

  private static Bucket bucket(int rate, int most) {
    return Bucket.builder()
        .addLimit(
            limit -> limit.capacity(Math.max(rate, most)).refillGreedy(rate, Duration.ofSeconds(1)))
        .build();
  }

  /**
   * Completes, on the timer's thread or at once, when so many connections to hosts of this subnet
   * may be begun.
   */
  public CompletableFuture<Void> take(String subnet, int connections) {
    return subnets
        .get(subnet)
        .asScheduler()
        .consume(connections, timer)
        .thenCompose(nothing -> all.asScheduler().consume(connections, timer));
  }

  /** Connections that were taken and not made. */
  public void giveBack(String subnet, int connections) {
    if (connections > 0) {
      subnets.get(subnet).addTokens(connections);
      all.addTokens(connections);
    }
  }
}
