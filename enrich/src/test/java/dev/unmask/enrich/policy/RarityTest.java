package dev.unmask.enrich.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RarityTest {
  private final Rarity rarity = new Rarity();

  @Test
  void one_among_many_that_are_alike_is_rare_and_they_are_not() {
    assertThat(rare("relay", 300)).isZero();

    assertThat(rarity.isRare("holder")).isTrue();
    assertThat(rarity.isRare("relay")).isFalse();
  }

  @Test
  void before_there_are_many_nothing_is_rare() {
    assertThat(IntStream.range(0, 16).filter(i -> rarity.isRare("value " + i))).isEmpty();
  }

  @Test
  void of_a_rare_kind_the_first_four_are_told() {
    rare("relay", 1_000);

    assertThat(rare("another relay", 20)).isEqualTo(4);
  }

  @Test
  void a_kind_that_one_in_eight_has_is_soon_not_rare() {
    for (var each = 0; each < 800; each++) {
      rarity.isRare(each % 8 == 0 ? "second" : "first");
    }

    assertThat(rarity.isRare("second")).isFalse();
    assertThat(rarity.isRare("third")).isTrue();
  }

  @Test
  void one_is_rare_however_many_of_the_others_are_all_different() {
    var random = new SplittableRandom(1);
    for (var each = 0; each < 5_000; each++) {
      rarity.isRare(random.nextInt(3) == 0 ? "relay" : "chaff " + each);
    }

    assertThat(rarity.isRare("holder")).isTrue();
    assertThat(rarity.isRare("relay")).isFalse();
  }

  @Test
  void what_is_usual_may_change() {
    rare("old", 200_000);
    rare("new", 20_000);

    assertThat(rarity.isRare("new")).isFalse();
  }

  private long rare(String value, int times) {
    return IntStream.range(0, times).filter(each -> rarity.isRare(value)).count();
  }
}
