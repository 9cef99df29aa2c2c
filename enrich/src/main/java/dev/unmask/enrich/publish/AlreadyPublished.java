package dev.unmask.enrich.publish;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Which certificates this process has written: thousands of hosts show the same. Bounded; one that
 * is forgotten is written once more, which changes nothing. What is being written is shared by all
 * who wait for it; what failed is forgotten. Safe from any thread.
 */
final class AlreadyPublished {
  private static final int KEPT = 100_000;

  private final Cache<String, CompletableFuture<Boolean>> acknowledged =
      Caffeine.newBuilder().maximumSize(KEPT).build();

  CompletableFuture<Void> once(String sha256, Supplier<CompletableFuture<Void>> write) {
    var mine = new CompletableFuture<Boolean>();
    var before = Optional.ofNullable(acknowledged.asMap().putIfAbsent(sha256, mine));
    if (before.isEmpty()) {
      begin(write)
          .whenComplete((nothing, error) -> settle(sha256, mine, Optional.ofNullable(error)));
    }
    return before.orElse(mine).thenAccept(written -> {});
  }

  private static CompletableFuture<Void> begin(Supplier<CompletableFuture<Void>> write) {
    try {
      return write.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void settle(
      String sha256, CompletableFuture<Boolean> written, Optional<Throwable> error) {
    if (error.isPresent()) {
      acknowledged.asMap().remove(sha256, written);
      written.completeExceptionally(error.get());
    } else {
      written.complete(true);
    }
  }
}
