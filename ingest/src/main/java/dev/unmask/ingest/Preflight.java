package dev.unmask.ingest;

import dev.unmask.ingest.IngestException.Fault;
import dev.unmask.schemas.administration.TopicAdministration;
import dev.unmask.schemas.connection.KafkaConnection;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What is made sure of before anything is published: the inputs are there, the topics, the schema.
 */
final class Preflight {

  /**
   * Milliseconds: long enough for a broker that elects a leader, short enough for somebody who
   * waits at a terminal.
   */
  private static final String PATIENCE = "15000";

  private final KafkaConnection connection;

  Preflight(KafkaConnection connection) {
    this.connection = patient(connection);
  }

  /**
   * @param unreadable what is the matter with inputs, as far as is seen from outside
   * @throws IngestException if something is missing
   */
  void check(List<String> unreadable) {
    refuseIf(unreadable, Fault.INPUT);
    try (TopicAdministration administration = new TopicAdministration(connection)) {
      refuseIf(administration.check(connection.topics().banners()), Fault.CONFIGURATION);
      refuseIf(administration.check(connection.topics().ingested()), Fault.CONFIGURATION);
      refuseIf(missingDeadLetters(), Fault.CONFIGURATION);
    } catch (KafkaException failed) {
      String message = connection + ": " + failed.getMessage();
      throw new IngestException(Fault.DEPENDENCY, message, failed);
    } catch (IOException failed) {
      throw new IngestException(Fault.DEPENDENCY, String.valueOf(failed.getMessage()), failed);
    }
  }

  private List<String> missingDeadLetters() {
    String topic = connection.topics().deadLetters();
    try (Admin admin =
        Admin.create(connection.client(connection.topics().prefix() + "-ingest-check"))) {
      admin.describeTopics(List.of(topic)).allTopicNames().get();
      return List.of();
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      if (cause instanceof UnknownTopicOrPartitionException) {
        return List.of("topic " + topic + " is missing: create it with 'unmask topics create'");
      }
      throw new KafkaException("topic " + topic + ": " + cause, cause);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while waiting for the broker", interrupted);
    }
  }

  private static void refuseIf(List<String> wrong, Fault fault) {
    if (!wrong.isEmpty()) {
      throw new IngestException(fault, String.join("; ", wrong), null);
    }
  }

  private static KafkaConnection patient(KafkaConnection connection) {
    Map<String, String> settings = new HashMap<>(connection.clientSettings());
    settings.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE);
    settings.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000");
    return new KafkaConnection(
        connection.bootstrapServers(), connection.registryUrl(), connection.topics(), settings);
  }
}
