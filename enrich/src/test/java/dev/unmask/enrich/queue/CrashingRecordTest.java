package dev.unmask.enrich.queue;

import static dev.unmask.enrich.queue.Bench.ONE;
import static dev.unmask.enrich.queue.Bench.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Records that end the process, some time after work on them began, however often it is started
 * again. All that a life leaves to the next is what the broker was told.
 */
final class CrashingRecordTest {
  private static final int RECORDS = 3_000;
  private static final QueueLimits LIMITS = new QueueLimits(400, 300, 3_000);

  private final Set<Long> finished = new TreeSet<>();
  private final List<Long> givenUp = new ArrayList<>();
  private final List<Long> carefully = new ArrayList<>();
  private Map<TopicPartition, OffsetAndMetadata> committed = Map.of();
  private int lives;

  /** Offsets in partition zero, and those of partition one less a million. */
  @ParameterizedTest
  @CsvSource({"1, 0", "2, 17", "3, 700", "4, 2999", "5, 1000000", "6, 1002999", "7, 1234567"})
  void exactly_the_culprit_is_given_up_at_the_third_crash_and_all_others_are_finished(
      long seed, long culprit) {
    restartUntilDone(new Random(seed), Set.of(culprit));

    assertThat(givenUp).isEqualTo(isThere(culprit) ? List.of(culprit) : List.of());
    assertThat(finished).containsExactlyInAnyOrderElementsOf(allBut(Set.of(culprit)));
    assertThat(lives).isEqualTo(isThere(culprit) ? 4 : 1);
    assertThat(carefully).hasSizeLessThanOrEqualTo(Starts.SUSPECTS_AT_ONCE + 8);
  }

  @ParameterizedTest
  @CsvSource({"1, 40, 41", "2, 40, 90", "3, 5, 1000005", "4, 100, 2900"})
  void two_culprits_are_both_found(long seed, long one, long other) {
    restartUntilDone(new Random(seed), Set.of(one, other));

    assertThat(givenUp).containsExactlyInAnyOrder(one, other);
    assertThat(finished).containsExactlyInAnyOrderElementsOf(allBut(Set.of(one, other)));
    assertThat(lives).isBetween(5, 7);
  }

  private static boolean isThere(long offset) {
    return offset % 1_000_000 < RECORDS;
  }

  private static List<Long> allBut(Set<Long> culprits) {
    return LongStream.range(0, RECORDS)
        .flatMap(offset -> LongStream.of(offset, 1_000_000 + offset))
        .filter(offset -> !culprits.contains(offset))
        .boxed()
        .toList();
  }

  private void restartUntilDone(Random random, Set<Long> culprits) {
    var done = false;
    while (!done) {
      lives++;
      assertThat(lives).as("lives").isLessThan(10);
      done = new Life(random, culprits).survives();
    }
  }

  /** One process, from its start to its death. */
  private final class Life implements Work {
    private final Random random;
    private final Set<Long> culprits;
    private final MockConsumer<byte[], byte[]> broker = new MockConsumer<>("earliest");
    private final List<Long> running = new ArrayList<>();
    private final List<CompletableFuture<Void>> ends = new ArrayList<>();
    private int alone;
    private long now;
    private int passesLeft = Integer.MAX_VALUE;

    Life(Random random, Set<Long> culprits) {
      this.random = random;
      this.culprits = culprits;
      broker.updateBeginningOffsets(Map.of(ZERO, 0L, ONE, 1_000_000L));
      broker.updateEndOffsets(Map.of(ZERO, (long) RECORDS, ONE, 1_000_000L + RECORDS));
      broker.setMaxPollRecords(50);
    }

    /** False if it crashes, true if it finishes everything. */
    boolean survives() {
      var queue = new WorkQueue(broker, "banners", this, LIMITS, Bench.INTERVAL, () -> now);
      queue.subscribe();
      broker.rebalance(List.of(ZERO, ONE));
      broker.commitSync(committed);
      for (var offset = 0L; offset < RECORDS; offset++) {
        broker.addRecord(record(ZERO, offset));
        broker.addRecord(record(ONE, 1_000_000L + offset));
      }
      while (passesLeft-- > 0 && !queue.state().idle()) {
        queue.pass();
        now += Bench.INTERVAL.toNanos() / 4;
        endSome();
      }
      committed = broker.committed(Set.of(ZERO, ONE));
      return queue.state().idle();
    }

    private void endSome() {
      for (var each = random.nextInt(40); each > 0 && !running.isEmpty(); each--) {
        var at = random.nextInt(running.size());
        var offset = running.get(at);
        if (!culprits.contains(offset) || givenUp.contains(offset)) {
          running.remove(at);
          alone = 0;
          finish(offset, ends.remove(at));
        }
      }
    }

    private void finish(long offset, CompletableFuture<Void> end) {
      if (!givenUp.contains(offset)) {
        finished.add(offset);
      }
      end.complete(null);
    }

    @Override
    public CompletableFuture<?> start(ConsumerRecord<byte[], byte[]> record) {
      assertThat(alone).as("records worked on alone").isZero();
      return begin(record);
    }

    @Override
    public CompletableFuture<?> startCarefully(ConsumerRecord<byte[], byte[]> record) {
      assertThat(running).isEmpty();
      carefully.add(record.offset());
      alone++;
      return begin(record);
    }

    @Override
    public CompletableFuture<?> giveUp(ConsumerRecord<byte[], byte[]> record) {
      assertThat(running).isEmpty();
      givenUp.add(record.offset());
      return begin(record);
    }

    private CompletableFuture<?> begin(ConsumerRecord<byte[], byte[]> record) {
      var end = new CompletableFuture<Void>();
      running.add(record.offset());
      ends.add(end);
      if (culprits.contains(record.offset()) && !givenUp.contains(record.offset())) {
        passesLeft = Math.min(passesLeft, random.nextInt(4));
      }
      return end;
    }

    private ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset) {
      return new ConsumerRecord<>(
          partition.topic(), partition.partition(), offset, new byte[0], new byte[0]);
    }
  }
}
