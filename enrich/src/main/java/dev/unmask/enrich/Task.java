package dev.unmask.enrich;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One banner on its way. The queue holds {@link #done} and may cancel it; then the part that is
 * under way is cancelled too, and no further part begins.
 */
final class Task {
  private final CompletableFuture<Finish> done = new CompletableFuture<>();

  CompletableFuture<Finish> done() {
    return done;
  }

  /** Whether somebody still waits for it. */
  boolean wanted() {
    return !done.isDone();
  }

  /** A part of this task: it is cancelled when the task is. */
  <T> CompletableFuture<T> part(CompletableFuture<T> part) {
    done.whenComplete(
        (finish, error) -> part.cancel(true)); // does nothing to a part that has ended
    return part;
  }

  void end(@Nullable Finish finish, @Nullable Throwable error) {
    if (finish != null) {
      done.complete(finish);
    } else if (error != null) {
      done.completeExceptionally(error);
    }
  }
}
