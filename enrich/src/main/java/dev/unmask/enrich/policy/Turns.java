package dev.unmask.enrich.policy;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * At most one visit to an address at a time: a second waits until the first has ended, and a third
 * until the second has. Holds nothing of an address that nobody visits. Safe from any thread;
 * blocks none.
 */
public final class Turns {
  private final Map<String, CompletableFuture<Void>> last = new ConcurrentHashMap<>();
  private final Executor executor;

  /** {@code executor} begins the visits that had to wait. */
  public Turns(Executor executor) {
    this.executor = executor;
  }

  /** Begins the visit when it is its turn; the future ends as the visit does. */
  public <T> CompletableFuture<T> take(String address, Supplier<CompletableFuture<T>> visit) {
    var mine = new CompletableFuture<Void>();
    var before = Optional.ofNullable(last.put(address, mine));
    var visited =
        before.isEmpty()
            ? begin(visit)
            : before.get().thenComposeAsync(nothing -> begin(visit), executor);
    return visited.whenComplete(
        (result, error) -> {
          last.remove(address, mine);
          mine.complete(null);
        });
  }

  private static <T> CompletableFuture<T> begin(Supplier<CompletableFuture<T>> visit) {
    try {
      return visit.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
