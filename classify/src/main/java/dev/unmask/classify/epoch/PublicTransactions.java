package dev.unmask.classify.epoch;

import dev.unmask.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Transactions on the topics that everybody reads. Asks the broker each time. */
record PublicTransactions(Topics open, Admin admin) {

  /**
   * Whether nobody has written what is not committed yet. Fails with an {@link
   * org.apache.kafka.common.errors.UnsupportedVersionException} where the broker does not say.
   */
  boolean noneOpen() throws ExecutionException, InterruptedException {
    List<TopicPartition> written = new ArrayList<>();
    for (String topic :
        List.of(
            open.verdicts().name(),
            open.currentVerdicts().name(),
            open.hostVerdicts().name(),
            open.hints().name(),
            open.indicators(),
            open.alerts())) {
      for (int partition = partitions(topic) - 1; partition >= 0; partition--) {
        written.add(new TopicPartition(topic, partition));
      }
    }
    return admin.describeProducers(written).all().get().values().stream()
        .flatMap(state -> state.activeProducers().stream())
        .allMatch(producer -> producer.currentTransactionStartOffset().isEmpty());
  }

  /** How many partitions a topic has. */
  int partitions(String topic) throws InterruptedException {
    try {
      return admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
          .mapToInt(description -> description.partitions().size())
          .sum();
    } catch (ExecutionException failed) {
      throw new KafkaException("topic " + topic + ": " + failed.getCause(), failed);
    }
  }
}
