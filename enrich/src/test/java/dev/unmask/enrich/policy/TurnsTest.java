package dev.unmask.enrich.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

final class TurnsTest {
  private final Turns turns = new Turns(Runnable::run);
  private final List<String> begun = new ArrayList<>();

  @Test
  void a_second_visit_to_an_address_waits_for_the_first() {
    var first = new CompletableFuture<Void>();
    turns.take("8.8.8.8", () -> begin("first", first));
    turns.take("8.8.8.8", () -> begin("second", new CompletableFuture<>()));
    turns.take("8.8.8.8", () -> begin("third", new CompletableFuture<>()));

    assertThat(begun).containsExactly("first");

    first.complete(null);

    assertThat(begun).containsExactly("first", "second");
  }

  @Test
  void other_addresses_do_not_wait() {
    turns.take("8.8.8.8", () -> begin("one", new CompletableFuture<>()));
    turns.take("8.8.4.4", () -> begin("other", new CompletableFuture<>()));

    assertThat(begun).containsExactly("one", "other");
  }

  @Test
  void a_visit_that_fails_ends_its_turn_too() {
    var failing =
        turns.<Void>take(
            "8.8.8.8", () -> CompletableFuture.failedFuture(new IllegalStateException("no")));
    var throwing =
        turns.<Void>take(
            "8.8.8.8",
            () -> {
              throw new IllegalStateException("neither");
            });
    var visit = new CompletableFuture<Void>();
    var fine = turns.take("8.8.8.8", () -> begin("fine", visit));
    visit.complete(null);

    assertThatThrownBy(failing::join)
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("no");
    assertThatThrownBy(throwing::join)
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("neither");
    assertThat(fine).isCompleted();
  }

  private CompletableFuture<Void> begin(String name, CompletableFuture<Void> visit) {
    begun.add(name);
    return visit;
  }
}
