package dev.unmask.enrich.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class OneByOneTest {
  private static final String HOST = "192.0.2.7:443/tcp";

  private final OneByOne steps = new OneByOne();
  private final List<String> begun = new ArrayList<>();

  @Test
  void steps_of_one_endpoint_wait_for_each_other() {
    var first = new CompletableFuture<String>();
    steps.after(HOST, () -> begin("first", first));
    var second = steps.after(HOST, () -> begin("second", CompletableFuture.completedFuture("2nd")));
    assertThat(begun).containsExactly("first");

    first.complete("1st");

    assertThat(begun).containsExactly("first", "second");
    assertThat(second).isCompletedWithValue("2nd");
  }

  @Test
  void a_step_that_fails_does_not_keep_the_next_from_beginning() {
    var first = new CompletableFuture<String>();
    var failing = steps.after(HOST, () -> begin("first", first));
    steps.after(HOST, () -> begin("second", new CompletableFuture<>()));

    first.completeExceptionally(new IllegalStateException("taken back"));

    assertThat(failing).isCompletedExceptionally();
    assertThat(begun).containsExactly("first", "second");
  }

  @Test
  void a_step_that_throws_ends() {
    var thrown =
        steps.<String>after(
            HOST,
            () -> {
              throw new IllegalStateException("at once");
            });

    assertThat(thrown).isCompletedExceptionally();
    assertThat(steps.after(HOST, () -> CompletableFuture.completedFuture("next")))
        .isCompletedWithValue("next");
  }

  @Test
  void other_endpoints_do_not_wait() {
    steps.after(HOST, () -> begin("one", new CompletableFuture<>()));

    steps.after("192.0.2.8:443/tcp", () -> begin("other", new CompletableFuture<>()));

    assertThat(begun).containsExactly("one", "other");
  }

  private CompletableFuture<String> begin(String name, CompletableFuture<String> step) {
    begun.add(name);
    return step;
  }
}
