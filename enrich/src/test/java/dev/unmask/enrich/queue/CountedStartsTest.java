package dev.unmask.enrich.queue;

import static dev.unmask.enrich.queue.Bench.ONE;
import static dev.unmask.enrich.queue.Bench.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** How starts are counted, and what is made of those that crashed. */
final class CountedStartsTest {
  private static final String CRASHED_ONCE = "v1;starts=1;reach=1000";
  private static final String CRASHED_TWICE = "v1;starts=2;crashes=1;careful=1000;reach=500";
  private static final String CRASHED_CAREFULLY = "v1;starts=3;crashes=2;careful=1000;reach=107";

  @Test
  void a_start_is_counted_just_before_the_first_record_runs() {
    var bench = Bench.roomy().assigned(ZERO);
    assertThat(bench.committedMetadata(ZERO)).doesNotContain("starts");

    bench.polls(ZERO, 0, 2);

    assertThat(bench.metadataAtStart.values()).containsOnly("v1;starts=1;reach=1000");
  }

  @Test
  void a_record_does_not_run_before_the_broker_has_counted_the_start() {
    var bench = Bench.roomy().assigned(ZERO);
    bench.broker.refusesToCommit(true);
    bench.polls(ZERO, 0, 2);
    assertThat(bench.started).isEmpty();

    bench.broker.refusesToCommit(false);
    bench.passes();

    assertThat(bench.started).containsExactly(0L, 1L);
  }

  @Test
  void once_nothing_is_in_flight_no_start_is_counted() {
    var bench = Bench.roomy().assigned(ZERO).polls(ZERO, 0, 2).finishes(0, 1).intervalPasses();

    assertThat(bench.committedMetadata(ZERO)).isEqualTo("v1");

    bench.polls(ZERO, 2, 3);

    assertThat(bench.metadataAtStart.get(2L)).isEqualTo("v1;starts=1;reach=1002");
  }

  @Test
  void a_clean_revocation_takes_the_start_back() {
    var bench = Bench.after(0, CRASHED_ONCE).polls(ZERO, 0, 2);
    assertThat(bench.metadataAtStart.get(0L))
        .isEqualTo("v1;starts=2;crashes=1;careful=1000;reach=4");

    bench.broker.rebalance(List.of());

    assertThat(bench.assigned(ZERO).committedMetadata(ZERO))
        .isEqualTo("v1;starts=1;crashes=1;careful=1000");
  }

  @Test
  void an_orderly_stop_is_no_crash_whatever_is_in_flight() {
    var bench = Bench.roomy().assigned(ZERO).polls(ZERO, 0, 2);

    bench.stops();

    assertThat(bench.workOn(0)).isCancelled();
    assertThat(bench.committedMetadata(ZERO)).isEqualTo("v1");
  }

  @Test
  void who_lost_a_partition_and_gets_it_back_has_not_crashed() {
    var bench = Bench.roomy().assigned(ZERO).polls(ZERO, 0, 1);

    bench.broker.lose(ZERO);
    bench.broker.rebalance(List.of());
    bench.assigned(ZERO).polls(ZERO, 0, 1);

    assertThat(bench.started).containsExactly(0L, 0L);
    assertThat(bench.committedMetadata(ZERO)).isEqualTo("v1;starts=1;reach=1000");
  }

  @Test
  void the_second_start_goes_four_records_ahead_of_what_the_broker_knows_and_no_further() {
    var bench = Bench.after(0, CRASHED_ONCE).polls(ZERO, 0, 100);
    assertThat(bench.started).hasSize(4);

    bench.passes();

    assertThat(bench.started).hasSize(8);
    assertThat(bench.metadataAtStart.get(7L))
        .isEqualTo("v1;starts=2;crashes=1;careful=1000;reach=8");
  }

  @Test
  void the_second_start_takes_on_64_at_once_of_all_partitions_where_the_first_crashed() {
    var bench = bothCrashedOnce().polls(ONE, 500, 600).polls(ZERO, 0, 100);

    for (var pass = 0; pass < 50; pass++) {
      bench.passes();
    }

    assertThat(bench.started).hasSize(64);

    bench.finishes(0, 1).passes();
    assertThat(bench.started).hasSize(66);
  }

  @Test
  void after_a_second_crash_few_are_left_to_be_worked_on_one_at_a_time() {
    var bench = bothCrashedOnce().polls(ONE, 500, 600).polls(ZERO, 0, 100);
    for (var pass = 0; pass < 50; pass++) {
      bench.passes();
    }

    var suspects = suspects(bench, ZERO) + suspects(bench, ONE);

    assertThat(suspects).isBetween(64L, 72L);
  }

  @Test
  void where_nothing_crashed_a_partition_goes_on_at_full_speed_beside_one_that_is_suspected() {
    var bench = Bench.after(0, CRASHED_ONCE);
    bench.assigned(ZERO, ONE).polls(ZERO, 0, 10).polls(ONE, 500, 600);

    assertThat(bench.started).filteredOn(offset -> offset >= 500).hasSizeGreaterThan(90);
  }

  @Test
  void behind_what_may_have_crashed_the_first_start_the_second_goes_on_at_full_speed() {
    var bench = Bench.after(998, CRASHED_ONCE).polls(ZERO, 998, 1_090).finishes(998, 999).passes();

    assertThat(bench.started).hasSize(92);
  }

  @Test
  void no_record_runs_beyond_what_the_broker_was_told_may_be_running() {
    var bench = new Bench(new QueueLimits(10, 10, 1_000)).assigned(ZERO).polls(ZERO, 0, 30);
    assertThat(bench.metadataAtStart.get(9L)).isEqualTo("v1;starts=1;reach=10");

    bench.finishes(1);
    assertThat(bench.started).hasSize(10);

    bench.passes();
    assertThat(bench.started).hasSize(11);
    assertThat(bench.metadataAtStart.get(10L)).startsWith("v1;starts=1;reach=20;");
  }

  @Test
  void what_began_since_the_last_commit_is_among_those_who_may_have_crashed_it() {
    var bench = new Bench(new QueueLimits(10, 10, 1_000)).assigned(ZERO).polls(ZERO, 0, 30);
    bench.finishes(1, 2, 3).passes();
    var latest = bench.started.get(bench.started.size() - 1);

    var left = Progress.of(Bench.offset(0, bench.committedMetadata(ZERO)));

    assertThat(latest).isEqualTo(12);
    assertThat(Caution.after(left)).isEqualTo(new Caution(1, 20));
  }

  @Test
  void the_third_start_works_on_one_record_at_a_time_each_announced_by_a_commit() {
    var bench = Bench.after(0, CRASHED_TWICE).polls(ZERO, 0, 3);
    assertThat(bench.startedCarefully).containsExactly(0L);
    assertThat(bench.metadataAtStart.get(0L))
        .isEqualTo("v1;starts=3;crashes=2;careful=500;reach=100");

    bench.finishes(0); // and no interval passes

    assertThat(bench.startedCarefully).containsExactly(0L, 1L);
    assertThat(bench.committedOffset(ZERO)).isEqualTo(1);
    assertThat(bench.started).isEmpty();
    assertThat(bench.state().careful()).isEqualTo(1);
  }

  @Test
  void while_one_partition_is_careful_nothing_else_is_in_flight() {
    var bench = Bench.after(0, CRASHED_TWICE);
    bench.assigned(ZERO, ONE).polls(ONE, 500, 510).polls(ZERO, 0, 2);

    assertThat(bench.startedCarefully).containsExactly(0L);
    assertThat(bench.started).isEmpty();

    bench.broker.updateEndOffsets(Map.of(ZERO, 2L, ONE, 510L));
    bench.finishes(0).finishes(1).passes();

    assertThat(bench.state().careful()).isZero();
    assertThat(bench.started).hasSize(10);
  }

  @Test
  void careful_work_waits_for_what_is_in_flight_elsewhere() {
    var bench = Bench.roomy().assigned(ONE).polls(ONE, 500, 501);
    bench.broker.commitSync(Map.of(ZERO, Bench.offset(0, CRASHED_TWICE)));
    bench.broker.updateEndOffsets(Map.of(ZERO, 50L, ONE, 501L));

    bench.assigned(ONE, ZERO).polls(ZERO, 0, 1);
    assertThat(bench.startedCarefully).isEmpty();

    bench.finishes(500);
    assertThat(bench.startedCarefully).containsExactly(0L);
  }

  @Test
  void who_crashed_while_it_was_worked_on_alone_is_given_up_and_the_rest_goes_on_carefully() {
    var bench = Bench.after(7, CRASHED_CAREFULLY).polls(ZERO, 7, 9);

    assertThat(bench.givenUp).containsExactly(7L);

    bench.finishes(7);

    assertThat(bench.startedCarefully).containsExactly(8L);
    assertThat(bench.committedOffset(ZERO)).isEqualTo(8);
  }

  @Test
  void a_clean_stop_between_two_careful_records_blames_nobody() {
    var bench = Bench.after(7, "v1;starts=2;crashes=2;careful=1000").polls(ZERO, 7, 9);

    assertThat(bench.givenUp).isEmpty();
    assertThat(bench.startedCarefully).containsExactly(7L);
  }

  @Test
  void behind_the_careful_range_work_goes_on_together_and_counted_anew() {
    var bench = Bench.after(98, "v1;starts=2;crashes=2;careful=100").polls(ZERO, 98, 120);
    assertThat(bench.startedCarefully).containsExactly(98L);

    bench.finishes(98).finishes(99);

    assertThat(bench.startedCarefully).containsExactly(98L, 99L);
    assertThat(bench.started).hasSize(20);
    assertThat(bench.metadataAtStart.get(100L)).isEqualTo("v1;starts=1;reach=200");
  }

  @Test
  void polls_that_bring_little_do_not_make_it_forget_that_it_crashed() {
    var bench = Bench.after(0, CRASHED_ONCE);
    bench.broker.updateEndOffsets(Map.of(ZERO, 50L));

    bench.polls(ZERO, 0, 1).finishes(0).intervalPasses();

    assertThat(bench.committedMetadata(ZERO)).isEqualTo("v1;starts=1;crashes=1;careful=1000");
  }

  @Test
  void at_the_end_of_the_partition_crashes_are_forgotten() {
    var bench = Bench.after(0, CRASHED_TWICE);
    bench.broker.updateEndOffsets(Map.of(ZERO, 1L));

    bench.polls(ZERO, 0, 1).finishes(0).intervalPasses();

    assertThat(bench.committedMetadata(ZERO)).isEqualTo("v1");
    assertThat(bench.state().careful()).isZero();
  }

  private static Bench bothCrashedOnce() {
    var bench = Bench.after(0, CRASHED_ONCE);
    bench.broker.commitSync(Map.of(ONE, Bench.offset(500, CRASHED_ONCE)));
    return bench.assigned(ZERO, ONE);
  }

  /** What may have crashed this start, as its successor finds it. */
  private static long suspects(Bench bench, TopicPartition partition) {
    var left =
        Progress.of(
            Bench.offset(bench.committedOffset(partition), bench.committedMetadata(partition)));
    return Caution.after(left).carefulUntil() - left.offset() - left.finished().size();
  }
}
