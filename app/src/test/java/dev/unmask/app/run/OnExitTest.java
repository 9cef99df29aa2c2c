package dev.unmask.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnExitTest {
  @Test
  void closes_the_last_first_and_each_once() {
    List<String> closed = new ArrayList<>();
    OnExit exit = new OnExit();
    exit.add("broker", () -> closed.add("broker"));
    exit.add("enrich", () -> closed.add("enrich"));

    exit.close();
    exit.close();

    assertThat(closed).containsExactly("enrich", "broker");
  }

  @Test
  void one_that_fails_to_close_does_not_keep_the_others_open() {
    List<String> closed = new ArrayList<>();
    try (OnExit exit = new OnExit()) {
      exit.add("broker", () -> closed.add("broker"));
      exit.add(
          "enrich",
          () -> {
            throw new IllegalStateException("stuck");
          });
    }

    assertThat(closed).containsExactly("broker");
  }
}
