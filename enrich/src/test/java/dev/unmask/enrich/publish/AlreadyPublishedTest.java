package dev.unmask.enrich.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class AlreadyPublishedTest {
  private final AlreadyPublished published = new AlreadyPublished();
  private final AtomicInteger writes = new AtomicInteger();

  @Test
  void a_certificate_is_written_once() {
    published.once("aa", () -> write(CompletableFuture.completedFuture(null)));
    published.once("aa", () -> write(CompletableFuture.completedFuture(null)));
    published.once("bb", () -> write(CompletableFuture.completedFuture(null)));

    assertThat(writes).hasValue(2);
  }

  @Test
  void who_comes_while_it_is_being_written_waits_for_the_same_acknowledgement() {
    var acknowledgement = new CompletableFuture<Void>();
    published.once("aa", () -> write(acknowledgement));
    var second = published.once("aa", () -> write(new CompletableFuture<>()));

    assertThat(second).isNotDone();

    acknowledgement.complete(null);

    assertThat(second).isCompleted();
    assertThat(writes).hasValue(1);
  }

  @Test
  void what_failed_is_written_again() {
    var failed =
        published.once(
            "aa", () -> write(CompletableFuture.failedFuture(new IllegalStateException())));
    var thrown =
        published.once(
            "aa",
            () -> {
              throw new IllegalStateException();
            });
    var again = published.once("aa", () -> write(CompletableFuture.completedFuture(null)));

    assertThat(failed).isCompletedExceptionally();
    assertThat(thrown).isCompletedExceptionally();
    assertThat(again).isCompletedWithValue(null);
    assertThat(writes).hasValue(2);
  }

  private CompletableFuture<Void> write(CompletableFuture<Void> acknowledgement) {
    writes.incrementAndGet();
    return acknowledgement;
  }
}
