package dev.unmask.classify.epoch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far a group is behind the ends of the topics that it reads. Asks the broker each time. */
public final class Lag {

  private final Admin admin;
  private final String group;
  private final List<String> topics;

  /** Of one group in these topics. */
  public Lag(Admin admin, String group, List<String> topics) {
    this.admin = admin;
    this.group = group;
    this.topics = topics;
  }

  /**
   * Offsets between what the group has committed and the ends of all partitions; where it has
   * committed nothing, all that there is. What was committed is asked for first: so what it led to
   * is within the ends.
   */
  public long offsets() throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    long lag = 0;
    Map<TopicPartition, Long> begins = offsets(OffsetSpec.earliest());
    for (Map.Entry<TopicPartition, Long> end : offsets(OffsetSpec.latest()).entrySet()) {
      OffsetAndMetadata done = committed.get(end.getKey());
      long begin = begins.getOrDefault(end.getKey(), 0L);
      lag += end.getValue() - (done == null ? begin : Math.max(begin, done.offset()));
    }
    return lag;
  }

  private Map<TopicPartition, Long> offsets(OffsetSpec which)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
    for (TopicDescription topic : admin.describeTopics(topics).allTopicNames().get().values()) {
      topic
          .partitions()
          .forEach(
              partition ->
                  partitions.put(new TopicPartition(topic.name(), partition.partition()), which));
    }
    Map<TopicPartition, Long> offsets = new HashMap<>();
    admin
        .listOffsets(partitions)
        .all()
        .get()
        .forEach((partition, found) -> offsets.put(partition, found.offset()));
    return offsets;
  }
}
