package dev.unmask.enrich.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProgressTest {
  private static final int BROKERS_LIMIT = 4_096;

  @Test
  void survives_being_committed() {
    var progress =
        new Progress(
            5_000_000_000L, new TreeSet<>(List.of(5_000_000_001L, 5_000_000_007L, 5_000_004_999L)));

    assertThat(Progress.of(progress.toCommit())).isEqualTo(progress);
  }

  @Test
  void says_only_its_version_where_nothing_is_finished_beyond() {
    assertThat(new Progress(7, new TreeSet<>()).toCommit().metadata()).isEqualTo("v1");
  }

  @Test
  void fits_into_the_brokers_limit_at_the_widest_span() {
    var all = LongStream.range(1, 100_000).boxed().collect(Collectors.toCollection(TreeSet::new));

    var committed = new Progress(0, all).toCommit();

    assertThat(committed.metadata()).hasSizeLessThanOrEqualTo(BROKERS_LIMIT);
    assertThat(Progress.of(committed).finished()).hasSize(Progress.MOST_BITS - 1);
  }

  @Test
  void fields_of_a_later_version_of_the_writer_are_passed_over() {
    var withMore = new OffsetAndMetadata(10, "v1;starts=2;careful=40;done=Ag");

    assertThat(Progress.of(withMore).finished()).containsExactly(11L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "somebody else's", "v2;done=Ag", "v1;done=%%%", ";;;", "v1;done="})
  void what_cannot_be_read_costs_repeated_work_and_nothing_else(String metadata) {
    var progress = Progress.of(new OffsetAndMetadata(10, metadata));

    assertThat(progress.offset()).isEqualTo(10);
    assertThat(progress.finished()).isEmpty();
  }
}
