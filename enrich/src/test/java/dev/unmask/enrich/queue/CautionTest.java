package dev.unmask.enrich.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class CautionTest {
  @Test
  void whoever_ended_in_order_leaves_no_crash() {
    assertThat(Caution.after(left(100, Caution.NONE, false))).isEqualTo(Caution.NONE);
  }

  @Test
  void the_second_start_takes_on_few_at_once_as_far_as_the_first_reached() {
    var caution = Caution.after(left(100, Caution.NONE, true));

    assertThat(caution).isEqualTo(new Caution(1, 600));
    assertThat(caution.fewAtOnce()).isTrue();
    assertThat(caution.oneAtATime()).isFalse();
  }

  @Test
  void the_third_start_goes_one_at_a_time_as_far_as_the_second_reached() {
    var caution = Caution.after(left(3_000, new Caution(1, 5_100), true));

    assertThat(caution).isEqualTo(new Caution(2, 3_500));
    assertThat(caution.fewAtOnce()).isFalse();
    assertThat(caution.oneAtATime()).isTrue();
  }

  @Test
  void until_when_it_is_careful_survives_further_crashes() {
    var careful = new Caution(2, 3_500);

    assertThat(Caution.after(left(3_001, careful, true))).isEqualTo(careful);
    assertThat(Caution.after(left(3_499, careful, true))).isEqualTo(careful);
  }

  @Test
  void an_orderly_stop_neither_counts_nor_forgets() {
    var once = new Caution(1, 5_100);
    var twice = new Caution(2, 3_500);

    assertThat(Caution.after(left(200, once, false))).isEqualTo(once);
    assertThat(Caution.after(left(3_200, twice, false))).isEqualTo(twice);
  }

  @Test
  void crashes_are_forgotten_behind_the_offsets_that_may_have_caused_them() {
    assertThat(Caution.after(left(3_500, new Caution(2, 3_500), false))).isEqualTo(Caution.NONE);
    assertThat(Caution.after(left(6_000, new Caution(1, 5_100), true)))
        .isEqualTo(new Caution(1, 6_500));
  }

  @Test
  void the_culprit_is_whoever_ran_alone_at_the_committed_offset() {
    assertThat(left(3_001, new Caution(2, 3_500), true).culprit())
        .isEqualTo(OptionalLong.of(3_001));
    assertThat(left(3_001, new Caution(2, 3_500), false).culprit()).isEmpty();
    assertThat(left(3_001, new Caution(1, 3_500), true).culprit()).isEmpty();
    assertThat(left(3_500, new Caution(2, 3_500), true).culprit()).isEmpty();
  }

  private static Progress left(long offset, Caution caution, boolean inFlight) {
    var reach = inFlight ? OptionalLong.of(offset + 500) : OptionalLong.empty();
    return new Progress(offset, caution, reach, new TreeSet<>());
  }
}
