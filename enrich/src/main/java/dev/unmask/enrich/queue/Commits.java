package dev.unmask.enrich.queue;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When and how the lanes' progress is committed: every interval; at once where a lane waits for it;
 * and, synchronously, before work begins in a partition and before it is given away. A commit that
 * fails is made again: what it would have said is still true. Used by the consumer's thread alone;
 * callbacks of commits run on it too, inside poll.
 */
final class Commits {
  private static final Logger LOG = LoggerFactory.getLogger(Commits.class);
  private static final Duration SYNCHRONOUS = Duration.ofSeconds(5);
  private static final Duration POSITION = Duration.ofMillis(100);

  private final Consumer<byte[], byte[]> consumer;
  private final Duration interval;
  private final LongSupplier nanoTime;
  private boolean pending;
  private long last;

  Commits(Consumer<byte[], byte[]> consumer, Duration interval, LongSupplier nanoTime) {
    this.consumer = consumer;
    this.interval = interval;
    this.nanoTime = nanoTime;
    this.last = nanoTime.getAsLong();
  }

  /** Commits what is due, without waiting for the broker. */
  void due(Collection<Lane> lanes) {
    if (!pending && (intervalOver() || lanes.stream().anyMatch(Lane::blocked))) {
      last = nanoTime.getAsLong();
      var news = news(lanes, Set.of());
      if (!news.isEmpty()) {
        pending = true;
        consumer.commitAsync(offsets(news), (offsets, error) -> answered(news, error));
      }
    }
  }

  /**
   * Commits and waits for the broker's answer. A failure only means that finished work is repeated.
   */
  void now(Collection<Lane> lanes) {
    var news = news(lanes, Set.of());
    try {
      commit(news);
    } catch (KafkaException e) {
      LOG.warn(
          "Progress of {} partitions could not be committed, finished records will be repeated: {}",
          news.size(),
          e.toString());
    }
  }

  /**
   * Counts a start: tells the broker that a record of each of these lanes is about to run, and
   * waits for its answer. While the broker is away, or a rebalance is on, they stay uncounted.
   *
   * @param all lanes, of which the broker learns too where they are: of one that has nothing in
   *     flight any more it must not believe otherwise if this start crashes
   * @throws KafkaException if the broker refuses
   */
  void count(Set<Lane> starting, Collection<Lane> all) {
    var news = news(all, starting);
    try {
      commit(news);
      starting.forEach(Lane::count);
    } catch (RetriableException | RebalanceInProgressException | CommitFailedException e) {
      LOG.debug("The start in {} partitions is not counted yet", news.size(), e);
    }
  }

  private void commit(Map<Lane, Progress> news) {
    if (news.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(offsets(news), SYNCHRONOUS);
      acknowledge(news);
    } catch (KafkaException e) {
      news.keySet().forEach(Lane::notSent);
      throw e;
    }
  }

  private boolean intervalOver() {
    return nanoTime.getAsLong() - last >= interval.toNanos();
  }

  private Map<Lane, Progress> news(Collection<Lane> lanes, Set<Lane> starting) {
    var news = new HashMap<Lane, Progress>();
    for (var lane : lanes) {
      position(lane.partition())
          .ifPresent(
              position -> {
                var progress = lane.progress(position, starting.contains(lane));
                if (lane.isNews(progress)) {
                  news.put(lane, progress);
                  lane.sent(progress);
                }
              });
    }
    return news;
  }

  private OptionalLong position(TopicPartition partition) {
    try {
      return OptionalLong.of(consumer.position(partition, POSITION));
    } catch (TimeoutException e) {
      return OptionalLong.empty(); // not known yet, so nothing was polled
    }
  }

  private static Map<TopicPartition, OffsetAndMetadata> offsets(Map<Lane, Progress> news) {
    var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
    news.forEach((lane, progress) -> offsets.put(lane.partition(), progress.toCommit()));
    return offsets;
  }

  private void answered(Map<Lane, Progress> news, @Nullable Exception error) {
    pending = false;
    if (error == null) {
      acknowledge(news);
      return;
    }
    news.keySet().forEach(Lane::notSent);
    if (error instanceof RebalanceInProgressException) {
      last =
          nanoTime.getAsLong()
              - interval
                  .toNanos(); // normal with cooperative rebalancing: again after the next poll
    } else if (!(error instanceof RetriableException)) {
      LOG.warn(
          "Progress could not be committed, trying again in {} ms: {}",
          interval.toMillis(),
          error.toString());
    }
  }

  private static void acknowledge(Map<Lane, Progress> news) {
    news.forEach(Lane::acknowledged);
  }
}
