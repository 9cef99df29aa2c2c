package dev.unmask.enrich.memory;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Steps that speak of one endpoint, one after the other: a record that is delivered twice is
 * decided again only when what came of the first is known. Steps of other endpoints do not wait.
 * Safe from any thread; blocks none.
 */
public final class OneByOne {
  private final Map<String, CompletableFuture<?>> last = new ConcurrentHashMap<>();

  /**
   * The step, begun when those before it have ended, in whatever way; at once, on this thread, if
   * there are none.
   */
  public <T> CompletableFuture<T> after(String endpoint, Supplier<CompletableFuture<T>> step) {
    var mine = new CompletableFuture<T>();
    var before = last.put(endpoint, mine);
    mine.whenComplete((result, error) -> last.remove(endpoint, mine));
    if (before == null) {
      begin(step, mine);
    } else {
      before.whenComplete((result, error) -> begin(step, mine));
    }
    return mine;
  }

  private static <T> void begin(Supplier<CompletableFuture<T>> step, CompletableFuture<T> mine) {
    try {
      step.get()
          .whenComplete(
              (result, error) -> {
                if (error == null) {
                  mine.complete(result);
                } else {
                  mine.completeExceptionally(error);
                }
              });
    } catch (RuntimeException e) {
      mine.completeExceptionally(e);
    }
  }
}
