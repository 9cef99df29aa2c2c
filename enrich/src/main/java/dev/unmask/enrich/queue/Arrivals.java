package dev.unmask.enrich.queue;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Partitions that were assigned and have no lane yet. They are paused until the work is prepared
 * for them, and the broker has said how far their last owner had got. Used by the consumer's thread
 * alone.
 */
final class Arrivals {
  private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);
  private static final Duration LOAD = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final Work work;
  private final QueueLimits limits;
  private final Map<TopicPartition, CompletableFuture<?>> preparing = new LinkedHashMap<>();
  private final Set<TopicPartition> lost = new HashSet<>();

  Arrivals(Consumer<byte[], byte[]> consumer, Work work, QueueLimits limits) {
    this.consumer = consumer;
    this.work = work;
    this.limits = limits;
  }

  void assigned(Collection<TopicPartition> partitions) {
    partitions.forEach(partition -> preparing.put(partition, work.prepare(partition)));
    consumer.pause(partitions);
  }

  void revoked(Collection<TopicPartition> partitions) {
    preparing.keySet().removeAll(partitions);
  }

  /** Taken away without a chance to take the start back. */
  void lost(Collection<TopicPartition> partitions) {
    revoked(partitions);
    lost.addAll(partitions);
  }

  /** Lanes for those that are ready, no longer paused. None while the broker does not answer. */
  List<Lane> open() {
    var ready =
        preparing.entrySet().stream()
            .filter(each -> each.getValue().isDone())
            .map(Map.Entry::getKey)
            .toList();
    if (ready.isEmpty()) {
      return List.of();
    }
    try {
      var committed = consumer.committed(Set.copyOf(ready), LOAD);
      var lanes = ready.stream().map(each -> lane(each, committed)).toList();
      consumer.resume(ready);
      revoked(ready);
      lost.removeAll(ready);
      return lanes;
    } catch (RetriableException e) {
      LOG.debug("The broker does not say how far the last owner had got", e);
      return List.of();
    }
  }

  private Lane lane(TopicPartition partition, Map<TopicPartition, OffsetAndMetadata> committed) {
    var left = Optional.ofNullable(committed.get(partition)).map(Progress::of);
    var own = lost.contains(partition) ? left.map(Progress::takenBack) : left;
    own.map(Caution::after)
        .filter(caution -> caution.crashes() > 0)
        .ifPresent(caution -> say(partition, caution));
    return new Lane(partition, limits, own);
  }

  private static void say(TopicPartition partition, Caution caution) {
    LOG.warn(
        "{}: starts from here crashed {}; {} until offset {}",
        partition,
        caution.oneAtATime() ? "twice or more" : "once",
        caution.oneAtATime() ? "going on one record at a time" : "going on with few at once",
        caution.carefulUntil());
  }
}
