package dev.unmask.enrich.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** So many inside at once, the others in their order. */
class TurnstileTest {

  private final Turnstile turnstile = new Turnstile(2);
  private final List<String> entered = new ArrayList<>();
  private final List<Turnstile.Inside> inside = new ArrayList<>();

  @Test
  void no_more_enter_than_there_are_places() {
    enter("a", "b", "c", "d");

    assertThat(entered).containsExactly("a", "b");
  }

  @Test
  void who_leaves_makes_place_for_the_next() {
    enter("a", "b", "c", "d");

    inside.get(1).leave();

    assertThat(entered).containsExactly("a", "b", "c");
  }

  @Test
  void leaving_twice_makes_one_place() {
    enter("a", "b", "c", "d");

    inside.get(0).leave();
    inside.get(0).leave();

    assertThat(entered).containsExactly("a", "b", "c");
  }

  @Test
  void places_come_back() {
    enter("a", "b");
    inside.forEach(Turnstile.Inside::leave);

    enter("c", "d", "e");

    assertThat(entered).containsExactly("a", "b", "c", "d");
  }

  @Test
  void who_steps_aside_makes_place_for_the_next() {
    enter("a", "b", "c", "d");

    inside.get(0).stepAside();
    inside.get(0).stepAside();

    assertThat(entered).containsExactly("a", "b", "c");
  }

  @Test
  void who_steps_back_does_not_wait_and_others_do_instead() {
    enter("a", "b", "c", "d", "e");
    inside.get(0).stepAside();

    inside.get(0).stepBack();
    inside.get(1).leave();
    assertThat(entered).as("a and c are inside").containsExactly("a", "b", "c");

    inside.get(2).leave();
    assertThat(entered).containsExactly("a", "b", "c", "d");
  }

  @Test
  void who_leaves_from_aside_makes_no_place_and_never_comes_back() {
    enter("a", "b", "c", "d");
    inside.get(0).stepAside();

    inside.get(0).leave();
    inside.get(0).stepBack();
    assertThat(entered).containsExactly("a", "b", "c");

    inside.get(1).leave();
    assertThat(entered).containsExactly("a", "b", "c", "d");
  }

  private void enter(String... names) {
    for (String name : names) {
      turnstile.enter(
          place -> {
            entered.add(name);
            inside.add(place);
          });
    }
  }
}
