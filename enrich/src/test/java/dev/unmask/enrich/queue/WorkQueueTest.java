package dev.unmask.enrich.queue;

import static dev.unmask.enrich.queue.Bench.ONE;
import static dev.unmask.enrich.queue.Bench.ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WorkQueueTest {

  @Test
  void records_are_worked_on_together_and_finish_out_of_order() {
    var bench = Bench.roomy().assigned(ZERO).polls(ZERO, 0, 4);

    assertThat(bench.started).containsExactly(0L, 1L, 2L, 3L);

    bench.finishes(3, 1).intervalPasses();

    assertThat(bench.committedOffset(ZERO)).isZero();
    assertThat(bench.committedBeyond(ZERO)).containsExactly(1L, 3L);
  }

  @Test
  void the_committed_offset_is_the_lowest_unfinished_one() {
    var bench = Bench.roomy().assigned(ZERO).polls(ZERO, 0, 5);

    bench.finishes(0, 1, 3).intervalPasses();

    assertThat(bench.committedOffset(ZERO)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void nothing_unfinished_is_ever_below_the_committed_offset(long seed) {
    var random = new Random(seed);
    var bench = new Bench(new QueueLimits(20, 10, 100)).assigned(ZERO).polls(ZERO, 0, 500);
    var unfinished = new TreeSet<Long>();
    for (var offset = 0L; offset < 500; offset++) {
      unfinished.add(offset);
    }

    while (!unfinished.isEmpty()) {
      var open =
          new ArrayList<>(bench.started.stream().filter(unfinished::contains).distinct().toList());
      Collections.shuffle(open, random);
      open.stream()
          .limit(1 + random.nextInt(5))
          .forEach(
              o -> {
                bench.finishes(o);
                unfinished.remove(o);
              });
      bench.intervalPasses();

      assertThat(bench.committedOffset(ZERO))
          .isLessThanOrEqualTo(unfinished.isEmpty() ? 500 : unfinished.first());
      assertThat(bench.committedBeyond(ZERO)).noneMatch(unfinished::contains);
      if (random.nextInt(20) == 0 && !unfinished.isEmpty()) {
        bench.revokedAndAssignedAgain(500);
      }
    }
    assertThat(bench.intervalPasses().committedOffset(ZERO)).isEqualTo(500);
  }

  @Test
  void no_more_than_the_limit_are_in_flight_over_all_partitions() {
    var bench =
        new Bench(new QueueLimits(3, 2, 20))
            .assigned(ZERO, ONE)
            .polls(ZERO, 0, 10)
            .polls(ONE, 10, 20);

    assertThat(bench.started).containsExactlyInAnyOrder(0L, 1L, 10L);
    assertThat(bench.state().inFlight()).isEqualTo(3);

    bench.finishes(0);

    assertThat(bench.started).hasSize(4);
  }

  @Test
  void a_partition_does_not_take_the_places_of_the_others() {
    var bench = new Bench(new QueueLimits(4, 4, 40)).assigned(ZERO, ONE);
    bench.broker.pause(List.of(ONE));
    bench.polls(ONE, 100, 110);

    bench.polls(ZERO, 0, 10);

    assertThat(bench.started).contains(0L, 1L, 100L, 101L);
  }

  @Test
  void a_partition_full_of_records_that_wait_leaves_the_others_their_places() {
    var bench = new Bench(new QueueLimits(20, 10, 100)).assigned(ZERO, ONE);
    bench.polls(ZERO, 0, 50).polls(ONE, 50, 80);

    for (var offset = 50L; offset < 80; offset++) {
      bench.finishes(offset).passes();
    }

    assertThat(bench.started).hasSize(40).contains(9L, 79L).doesNotContain(10L);
    assertThat(bench.intervalPasses().committedOffset(ONE)).isEqualTo(80);
  }

  @Test
  void the_span_is_measured_from_what_the_broker_has_acknowledged() {
    var bench = new Bench(new QueueLimits(2, 2, 20)).assigned(ZERO);
    bench.polls(ZERO, 0, 40);

    for (var offset = 1L; offset < 20; offset++) {
      bench.finishes(offset).passes();
    }

    assertThat(bench.started).doesNotContain(20L); // 0 is a tarpit
    assertThat(bench.committedOffset(ZERO)).isZero();
  }

  @Test
  void where_the_span_blocks_progress_is_committed_at_once() {
    var bench = new Bench(new QueueLimits(2, 2, 20)).assigned(ZERO);
    bench.polls(ZERO, 0, 40);
    for (var offset = 1L; offset < 20; offset++) {
      bench.finishes(offset).passes();
    }

    bench.finishes(0).passes(); // and no interval passes

    assertThat(bench.committedOffset(ZERO)).isEqualTo(20);
    assertThat(bench.started).contains(20L, 21L);
  }

  @Test
  void a_gap_longer_than_the_span_does_not_stop_a_partition() {
    var bench =
        new Bench(new QueueLimits(2, 2, 20))
            .assigned(ZERO)
            .polls(ZERO, 0, 1)
            .finishes(0)
            .intervalPasses();

    bench.polls(ZERO, 50_000, 50_001).passes();

    assertThat(bench.started).containsExactly(0L, 50_000L);
  }

  @Test
  void
      a_completion_that_comes_after_revocation_and_reassignment_does_not_touch_the_new_assignment() {
    var bench = Bench.roomy().assigned(ZERO).polls(ZERO, 0, 1);
    var late = bench.workOn(0);

    bench.revokedAndAssignedAgain(1);
    late.complete(null);
    bench.intervalPasses();

    assertThat(bench.started).containsExactly(0L, 0L);
    assertThat(bench.committedOffset(ZERO)).isZero();
    assertThat(bench.state().inFlight()).isEqualTo(1);
  }

  @Test
  void revoked_partitions_are_drained_cancelled_and_committed() {
    var bench = Bench.roomy().assigned(ZERO).polls(ZERO, 0, 3);
    bench.workOn(0).complete(null);
    bench.workOn(2).complete(null);

    bench.broker.rebalance(List.of());

    assertThat(bench.workOn(1)).isCancelled();
    bench.assigned(ZERO);
    assertThat(bench.committedOffset(ZERO)).isEqualTo(1);
    assertThat(bench.committedBeyond(ZERO)).containsExactly(2L);
  }

  @Test
  void lost_partitions_are_cancelled_and_not_committed() {
    var bench = Bench.roomy().assigned(ZERO).polls(ZERO, 0, 2);
    bench.workOn(0).complete(null);

    bench.broker.lose(ZERO);

    assertThat(bench.workOn(1)).isCancelled();
    assertThat(bench.committedOffset(ZERO)).isZero();
    assertThat(bench.committedBeyond(ZERO)).isEmpty();
  }

  @Test
  void what_was_finished_beyond_the_committed_offset_is_not_done_again() {
    var bench = Bench.roomy().assigned(ZERO).polls(ZERO, 0, 5).finishes(1, 2, 4);

    bench.revokedAndAssignedAgain(5);

    assertThat(bench.started).containsExactly(0L, 1L, 2L, 3L, 4L, 0L, 3L);
  }

  @Test
  void
      a_partition_whose_first_record_is_a_tarpit_gets_on_though_rebalances_come_faster_than_it_ends() {
    var bench = new Bench(new QueueLimits(10, 10, 100)).assigned(ZERO).polls(ZERO, 0, 60);

    for (var rebalance = 0; rebalance < 6; rebalance++) {
      bench.finishesAllBut(0).revokedAndAssignedAgain(60);
    }
    bench.finishesAllBut(0).intervalPasses();

    assertThat(bench.committedOffset(ZERO)).isZero();
    assertThat(bench.committedBeyond(ZERO)).hasSize(59);
  }

  @Test
  void a_rebalance_in_progress_only_delays_a_commit_until_after_the_next_poll() {
    var bench = Bench.roomy().assigned(ZERO).polls(ZERO, 0, 2).finishes(0);

    bench.broker.rebalanceIsInProgressForTheNextCommit();
    bench.intervalPasses();
    assertThat(bench.committedOffset(ZERO)).isZero();

    bench.passes();
    assertThat(bench.committedOffset(ZERO)).isEqualTo(1);
  }

  @Test
  void with_nothing_in_flight_the_position_is_committed_behind_the_markers_of_transactions() {
    var bench = Bench.roomy().assigned(ZERO).polls(ZERO, 0, 2).finishes(0, 1);

    bench.broker.seek(ZERO, 3); // as a poll does that meets a marker
    bench.intervalPasses();

    assertThat(bench.committedOffset(ZERO)).isEqualTo(3);
  }

  @Test
  void offsets_have_gaps() {
    var bench =
        Bench.roomy().assigned(ZERO).polls(ZERO, 10, 11).polls(ZERO, 20, 21).polls(ZERO, 30, 31);

    bench.finishes(10, 30).intervalPasses();

    assertThat(bench.committedOffset(ZERO)).isEqualTo(20);
    assertThat(bench.committedBeyond(ZERO)).containsExactly(30L);
  }

  @Test
  void what_a_poll_returned_is_kept_while_the_partition_is_paused() {
    var bench = new Bench(new QueueLimits(1, 1, 1_000)).assigned(ZERO).polls(ZERO, 0, 200);

    assertThat(bench.broker.paused()).containsExactly(ZERO);
    for (var offset = 0L; offset < 200; offset++) {
      bench.finishes(offset).passes();
    }

    assertThat(bench.started).hasSize(200).isSorted();
    assertThat(bench.broker.paused()).isEmpty();
  }

  @Test
  void no_more_is_fetched_while_the_records_held_fill_the_memory() {
    var bench = new Bench(new QueueLimits(1, 1, 1_000, 1)).assigned(ZERO, ONE);
    bench.polls(ZERO, 0, 3, 300_000).polls(ONE, 500, 501, 300_000);
    assertThat(bench.state().bytes()).isEqualTo(1_200_000);
    assertThat(bench.broker.paused()).containsExactlyInAnyOrder(ZERO, ONE);

    bench.finishes(0);

    assertThat(bench.state().bytes()).isEqualTo(900_000);
    assertThat(bench.broker.paused()).isEmpty();
  }

  @Test
  void a_record_larger_than_the_memory_is_worked_on_like_any_other() {
    var bench = new Bench(new QueueLimits(10, 10, 100, 1)).assigned(ZERO);

    bench.polls(ZERO, 0, 1, 4_000_000);
    assertThat(bench.started).containsExactly(0L);
    assertThat(bench.broker.paused()).containsExactly(ZERO);

    bench.finishes(0).polls(ZERO, 1, 2, 4_000_000);
    assertThat(bench.started).containsExactly(0L, 1L);
  }

  @Test
  void a_partition_that_holds_nothing_may_fetch_though_the_others_fill_the_memory() {
    var bench = new Bench(new QueueLimits(10, 10, 100, 1)).assigned(ZERO, ONE);

    bench.polls(ZERO, 0, 2, 1_000_000);
    assertThat(bench.broker.paused()).containsExactly(ZERO);

    bench.polls(ONE, 10, 11);
    assertThat(bench.started).contains(10L);
  }

  @Test
  void a_stop_takes_what_has_ended_hands_back_the_rest_and_commits() {
    var bench = Bench.roomy().assigned(ZERO).polls(ZERO, 0, 2);
    bench.workOn(0).complete(null);

    bench.stops();

    assertThat(bench.workOn(1)).isCancelled();
    assertThat(bench.committedOffset(ZERO)).isEqualTo(1);
    assertThat(bench.committedMetadata(ZERO)).isEqualTo("v1");
  }

  @Test
  void a_failure_that_is_no_crash_takes_the_start_back() {
    var bench = Bench.roomy().assigned(ZERO).polls(ZERO, 0, 2);
    bench.workOn(0).completeExceptionally(new IllegalStateException("no such schema"));

    assertThatThrownBy(bench::runs).isInstanceOf(WorkFailedException.class);

    assertThat(bench.workOn(1)).isCancelled();
    assertThat(bench.committedMetadata(ZERO)).isEqualTo("v1");
  }

  @Test
  void an_error_of_the_machine_counts_as_a_crash_since_a_record_may_be_why() {
    var bench = Bench.roomy().assigned(ZERO).polls(ZERO, 0, 2);
    bench.workOn(0).completeExceptionally(new CompletionException(new StackOverflowError()));

    assertThatThrownBy(bench::runs).isInstanceOf(WorkFailedException.class);

    assertThat(bench.committedMetadata(ZERO)).startsWith("v1;starts=1;reach=");
  }

  @Test
  void a_new_partition_starts_unpaused() {
    var bench = Bench.roomy().assigned(ZERO, ONE);

    assertThat(bench.broker.paused()).isEmpty();
  }

  @Test
  void nothing_is_committed_that_the_broker_knows() {
    var bench = Bench.roomy().assigned(ZERO).polls(ZERO, 0, 1).finishes(0).intervalPasses();
    var commits = bench.broker.commits();

    bench.intervalPasses().intervalPasses();

    assertThat(bench.broker.commits()).isEqualTo(commits);
  }

  @Test
  void work_that_fails_stops_the_queue_and_its_record_is_not_passed() {
    var bench = Bench.roomy().assigned(ZERO).polls(ZERO, 0, 2);
    bench.workOn(0).completeExceptionally(new IllegalStateException("no such schema"));

    assertThatThrownBy(bench::passes)
        .isInstanceOf(WorkFailedException.class)
        .hasMessageContaining("banners-0 at offset 0")
        .hasMessageContaining("no such schema");
    assertThat(bench.committedOffset(ZERO)).isZero();
  }

  @Test
  void no_record_of_a_partition_is_started_before_the_work_is_prepared_for_it() {
    var ready = new CompletableFuture<Void>();
    var bench =
        Bench.roomy()
            .preparing(p -> p.equals(ZERO) ? ready : CompletableFuture.completedFuture(p))
            .assigned(ZERO, ONE)
            .polls(ONE, 10, 11);
    assertThat(bench.started).containsExactly(10L);
    assertThat(bench.broker.paused()).containsExactly(ZERO);

    ready.complete(null);
    bench.passes().polls(ZERO, 0, 1);

    assertThat(bench.started).containsExactly(10L, 0L);
  }

  @Test
  void a_partition_that_comes_back_is_prepared_again() {
    var prepared = new ArrayList<TopicPartition>();
    var bench =
        Bench.roomy()
            .preparing(
                partition -> {
                  prepared.add(partition);
                  return CompletableFuture.completedFuture(partition);
                })
            .assigned(ZERO);

    bench.revokedAndAssignedAgain(0);

    assertThat(prepared).containsExactly(ZERO, ZERO);
  }

  @Test
  void the_state_says_when_all_is_done() {
    var bench = Bench.roomy().assigned(ZERO);
    bench.broker.updateEndOffsets(Map.of(ZERO, 2L));
    bench.polls(ZERO, 0, 2);

    assertThat(bench.state().idle()).isFalse();
    assertThat(bench.state().lag()).isEqualTo(OptionalLong.of(2));

    bench.finishes(0, 1);

    assertThat(bench.state().idle()).isTrue();
  }
}
