package dev.unmask.classify;

import dev.unmask.classify.epoch.Epoch;
import dev.unmask.schemas.administration.TopicAdministration;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.topic.Topic;
import dev.unmask.schemas.topic.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What has to be there before the stage starts. */
final class Preconditions {

  private static final String TRANSACTIONS = "transaction.version";

  private final KafkaConnection connection;
  private final Epoch epoch;
  private final Admin admin;
  private final boolean alerting;

  Preconditions(KafkaConnection connection, Epoch epoch, Admin admin, boolean alerting) {
    this.connection = connection;
    this.epoch = epoch;
    this.admin = admin;
    this.alerting = alerting;
  }

  /**
   * What is wrong with topics and schemas, a sentence each; empty if nothing is.
   *
   * @throws KafkaException if broker or registry cannot be reached
   */
  List<String> wrong() throws IOException, InterruptedException {
    Topics topics = connection.topics();
    List<String> wrong = new ArrayList<>();
    try (TopicAdministration administration = new TopicAdministration(connection)) {
      Topics inputs = epoch.inputs(topics);
      wrong.addAll(administration.check(inputs.observations(), inputs.certificates()));
      for (Topic<?> open :
          List.of(
              topics.epochs(),
              topics.verdicts(),
              topics.currentVerdicts(),
              topics.hostVerdicts(),
              topics.hints())) {
        wrong.addAll(administration.check(open));
      }
      Topics own = topics.ofEpoch(epoch.number());
      if (!epoch.equals(Epoch.FIRST)) {
        wrong.addAll(administration.check(own.verdicts(), own.currentVerdicts()));
      }
      if (alerting) {
        wrong.addAll(administration.check(topics.dispositions()));
        missing(topics.alerts()).ifPresent(wrong::add);
      }
    }
    missing(topics.deadLetters()).ifPresent(wrong::add);
    missing(topics.indicators()).ifPresent(wrong::add);
    return List.copyOf(wrong);
  }

  /**
   * How many partitions the epoch's inputs have.
   *
   * @throws KafkaException if the broker cannot be reached
   */
  int partitions() throws InterruptedException {
    String observations = epoch.inputs(connection.topics()).observations().name();
    try {
      return admin
          .describeTopics(List.of(observations))
          .allTopicNames()
          .get()
          .values()
          .iterator()
          .next()
          .partitions()
          .size();
    } catch (ExecutionException failed) {
      throw new KafkaException("topic " + observations + ": " + failed.getMessage(), failed);
    }
  }

  private Optional<String> missing(String topic) throws InterruptedException {
    try {
      admin.describeTopics(List.of(topic)).allTopicNames().get();
      return Optional.empty();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.of("topic " + topic + " is missing: create it with 'unmask topics create'");
      }
      throw new KafkaException("topic " + topic + ": " + failed.getMessage(), failed);
    }
  }

  /**
   * A sentence if the broker's transactions are of an older kind; brokers without features say
   * nothing.
   */
  static Optional<String> oldTransactions(Admin admin) throws InterruptedException {
    try {
      FinalizedVersionRange version =
          admin.describeFeatures().featureMetadata().get().finalizedFeatures().get(TRANSACTIONS);
      return Optional.ofNullable(version)
          .filter(range -> range.maxVersionLevel() < 2)
          .map(
              range ->
                  "broker feature "
                      + TRANSACTIONS
                      + " is "
                      + range.maxVersionLevel()
                      + ": with 2, an aborted transaction cannot be joined by a late record"
                      + " (kafka-features upgrade --feature transaction.version=2)");
    } catch (ExecutionException unsupported) {
      return Optional.empty();
    }
  }
}
