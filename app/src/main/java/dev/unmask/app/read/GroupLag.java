package dev.unmask.app.read;

import dev.unmask.schemas.connection.KafkaConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a consumer group has come in one topic, by what it has committed. Use from one thread.
 */
public final class GroupLag implements AutoCloseable {
  private final Admin admin;
  private final String group;
  private final String topic;

  /**
   * @param group the consumer group's id
   * @param topic the topic's name
   */
  public GroupLag(KafkaConnection connection, String group, String topic) {
    this.admin = Admin.create(new HashMap<>(connection.client("unmask-lag")));
    this.group = group;
    this.topic = topic;
  }

  /** Offsets between what was committed and the end, over all partitions; 0 when all is done. */
  public long now() {
    try {
      Map<TopicPartition, Long> ends = ends();
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      return ends.entrySet().stream()
          .mapToLong(end -> end.getValue() - offset(committed, end.getKey()))
          .sum();
    } catch (ExecutionException failed) {
      throw new KafkaException(
          "how far " + group + " has come in " + topic + " is not known: " + failed.getMessage(),
          failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", interrupted);
    }
  }

  private Map<TopicPartition, Long> ends() throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> latest =
        admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
            .flatMap(description -> description.partitions().stream())
            .collect(
                Collectors.toMap(
                    info -> new TopicPartition(topic, info.partition()),
                    info -> OffsetSpec.latest()));
    return admin
        .listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
        .all()
        .get()
        .entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  private static long offset(
      Map<TopicPartition, OffsetAndMetadata> committed, TopicPartition partition) {
    OffsetAndMetadata known = committed.get(partition);
    return known == null ? 0 : known.offset();
  }

  @Override
  public void close() {
    admin.close();
  }
}
