package dev.unmask.enrich.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MetadataTest {
  private static final int BROKERS_LIMIT = 4_096;

  @Test
  void progress_survives_being_committed() {
    var progress =
        new Progress(
            5_000_000_000L,
            new Caution(2, 5_000_000_500L),
            OptionalLong.of(5_000_005_000L),
            new TreeSet<>(List.of(5_000_000_001L, 5_000_000_007L, 5_000_004_999L)));

    assertThat(Progress.of(progress.toCommit())).isEqualTo(progress);
  }

  @ParameterizedTest
  @CsvSource({
    "v1,                                      0, 0, 0",
    "v1;starts=1;reach=99,                    0, 0, 99",
    "v1;starts=1;crashes=1;careful=9,         1, 9, 0",
    "v1;starts=2;crashes=1;careful=9;reach=8, 1, 9, 8",
    "v1;starts=2;crashes=2;careful=9,         2, 9, 0",
    "v1;starts=3;crashes=2;careful=9;reach=8, 2, 9, 8",
  })
  void starts_that_did_not_end_and_what_they_teach_are_said(
      String metadata, int crashes, long until, long reach) {
    var running = reach == 0 ? OptionalLong.empty() : OptionalLong.of(reach);
    var progress = new Progress(7, new Caution(crashes, until), running, new TreeSet<>());

    assertThat(progress.toCommit().metadata()).isEqualTo(metadata);
    assertThat(Progress.of(progress.toCommit())).isEqualTo(progress);
  }

  @Test
  void fits_into_the_brokers_limit_at_the_widest_span() {
    var all = LongStream.range(1, 100_000).boxed().collect(Collectors.toCollection(TreeSet::new));

    var committed =
        new Progress(0, new Caution(2, Long.MAX_VALUE), OptionalLong.of(Long.MAX_VALUE), all)
            .toCommit();

    assertThat(committed.metadata()).hasSizeLessThanOrEqualTo(BROKERS_LIMIT);
    assertThat(Progress.of(committed).finished()).hasSize(Metadata.MOST_BITS - 1);
  }

  @Test
  void fields_of_a_later_version_of_the_writer_are_passed_over() {
    var withMore = new OffsetAndMetadata(10, "v1;starts=2;mood=good;;=;done=Ag");

    assertThat(Progress.of(withMore).finished()).containsExactly(11L);
    assertThat(Progress.of(withMore).inFlight()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1;starts=1", "v1;starts=1;reach=10", "v1;starts=1;reach=far"})
  void a_crash_that_does_not_say_how_far_it_reached_may_have_reached_as_far_as_there_are_bits(
      String metadata) {
    var progress = Progress.of(new OffsetAndMetadata(10, metadata));

    assertThat(progress.reach()).isEqualTo(OptionalLong.of(10 + Metadata.MOST_BITS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "somebody else's",
        "v2;done=Ag;starts=3",
        "v1;done=%%%",
        ";;;",
        "v1;done=",
        "v1;starts=",
        "v1;starts=many",
        "v1;starts=-1",
        "v1;crashes=0;careful=-5"
      })
  void what_cannot_be_read_costs_repeated_work_and_nothing_else(String metadata) {
    var progress = Progress.of(new OffsetAndMetadata(10, metadata));

    assertThat(progress)
        .isEqualTo(new Progress(10, Caution.NONE, OptionalLong.empty(), new TreeSet<>()));
  }

  @Test
  void more_crashes_than_there_can_be_are_taken_for_the_most() {
    var progress = Progress.of(new OffsetAndMetadata(10, "v1;starts=99;crashes=98;careful=20"));

    assertThat(progress.caution()).isEqualTo(new Caution(2, 20));
  }
}
