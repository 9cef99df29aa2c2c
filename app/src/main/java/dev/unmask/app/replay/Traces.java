package dev.unmask.app.replay;

import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.serde.AvroFormat;
import dev.unmask.schemas.topic.Topic;
import dev.unmask.schemas.topic.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What replays leave on a cluster: topics, Kafka Streams' own among them, a consumer group,
 * schemas. Finds and removes it. Use from one thread.
 */
final class Traces implements AutoCloseable {
  private final KafkaConnection live;
  private final Admin admin;

  /** Of replays beside this installation. Contacts nobody yet. */
  Traces(KafkaConnection live) {
    this.live = live;
    admin = Admin.create(new HashMap<>(live.client("unmask-replay-admin")));
  }

  /** Prefixes of the replays that have topics on the cluster, the oldest first. */
  List<String> prefixes() {
    return List.copyOf(ReplayPrefix.among(topics(), live.topics()));
  }

  /** Whether a process is at work on it. */
  boolean alive(String prefix) {
    String group = group(prefix);
    try {
      return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
          .anyMatch(description -> !description.members().isEmpty());
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof GroupIdNotFoundException) {
        return false;
      }
      throw refused("describe group " + group, failed);
    } catch (InterruptedException interrupted) {
      throw interrupted(interrupted);
    }
  }

  /**
   * Removes all that there is of a replay, whoever is at work on it.
   *
   * @throws KafkaException if not all could be removed; what could is
   */
  void remove(String prefix) {
    List<RuntimeException> failures = new ArrayList<>();
    trying(failures, () -> removeGroup(prefix));
    trying(failures, () -> removeTopics(prefix));
    trying(failures, () -> removeSchemas(prefix));
    if (!failures.isEmpty()) {
      failures.stream().skip(1).forEach(failures.get(0)::addSuppressed);
      throw failures.get(0);
    }
  }

  private static void trying(List<RuntimeException> failures, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException failed) {
      failures.add(failed);
    }
  }

  /** Its members too: Kafka Streams says no goodbye when it closes, and would come back. */
  private void removeGroup(String prefix) {
    String group = group(prefix);
    if (alive(prefix)) {
      answer(
          "remove the members of group " + group,
          admin
              .removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
              .all());
    }
    answer("delete group " + group, admin.deleteConsumerGroups(List.of(group)).all());
  }

  private void removeTopics(String prefix) {
    List<String> doomed =
        topics().stream().filter(topic -> topic.startsWith(prefix + ".")).toList();
    answer("delete the topics of " + prefix, admin.deleteTopics(doomed).all());
  }

  private void removeSchemas(String prefix) {
    try (AvroFormat format = new AvroFormat(live)) {
      for (Topic<?> topic : new Topics(prefix).all()) {
        format.unregister(topic);
      }
    } catch (IOException failed) {
      throw new KafkaException("the registry's client did not close", failed);
    }
  }

  private Collection<String> topics() {
    try {
      return admin.listTopics().names().get();
    } catch (ExecutionException failed) {
      throw refused("list topics", failed);
    } catch (InterruptedException interrupted) {
      throw interrupted(interrupted);
    }
  }

  /** Waits for it; that there was nothing to do is no failure. */
  private static void answer(String what, KafkaFuture<?> answer) {
    try {
      answer.get();
    } catch (ExecutionException failed) {
      if (!(failed.getCause() instanceof GroupIdNotFoundException
          || failed.getCause() instanceof UnknownTopicOrPartitionException)) {
        throw refused(what, failed);
      }
    } catch (InterruptedException interrupted) {
      throw interrupted(interrupted);
    }
  }

  /** As classify names it, unless told. */
  private static String group(String prefix) {
    return prefix + ".classify";
  }

  private static KafkaException refused(String what, ExecutionException failed) {
    return new KafkaException("could not " + what + ": " + failed.getCause(), failed);
  }

  private static KafkaException interrupted(InterruptedException interrupted) {
    Thread.currentThread().interrupt();
    return new KafkaException("interrupted", interrupted);
  }

  @Override
  public void close() {
    admin.close();
  }
}
