package dev.unmask.enrich.policy;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;

/**
 * How many connections are begun in a second: in one subnet, and in all. Asked before each connect.
 * Safe from any thread; blocks none: who must wait gets a future.
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
   */
  public Pace(int rate, int subnetRate, ScheduledExecutorService timer) {
    this.timer = timer;
    this.all = bucket(rate);
    this.subnets =
        Caffeine.newBuilder()
            .maximumSize(SUBNETS)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build(subnet -> bucket(subnetRate));
  }

  private static Bucket bucket(int rate) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(rate).refillGreedy(rate, Duration.ofSeconds(1)))
        .build();
  }

  /**
   * Completes, on the timer's thread or at once, when one more connection to a host of this subnet
   * may be begun.
   */
  public CompletableFuture<Void> take(String subnet) {
    return subnets
        .get(subnet)
        .asScheduler()
        .consume(1, timer)
        .thenCompose(nothing -> all.asScheduler().consume(1, timer));
  }
}
