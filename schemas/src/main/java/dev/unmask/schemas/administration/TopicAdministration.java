package dev.unmask.schemas.administration;

import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.serde.AvroFormat;
import dev.unmask.schemas.topic.Cleanup;
import dev.unmask.schemas.topic.Placement;
import dev.unmask.schemas.topic.Topic;
import dev.unmask.schemas.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates the topics and registers their schemas, and says what is missing. The only place that
 * does either.
 *
 * <p>Topics are kept by size and never by age: records carry event time, and brokers delete by it.
 * Safe from any thread.
 */
public final class TopicAdministration implements AutoCloseable {

  /** The largest record that the topics take, 4 MiB. */
  public static final int MAX_MESSAGE_BYTES = 4 << 20;

  private static final long GIB = 1L << 30;

  private static final String COMPACT_AND_DELETE =
      TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE;

  /** How long a record stays that is compacted and deleted: what {@link Cleanup} promises. */
  private static final Duration MEMORY = Duration.ofDays(30);

  /** Neither compaction nor deletion touches a segment that is written to. */
  private static final Duration SEGMENT = Duration.ofDays(1);

  private static final Duration LONGEST_SPREAD = Duration.ofMinutes(1);
  private static final Duration SPREAD_POLL = Duration.ofMillis(50);

  private final Topics topics;
  private final Admin admin;
  private final AvroFormat format;

  /** Does not wait for the broker. */
  public TopicAdministration(KafkaConnection connection) {
    topics = connection.topics();
    admin = Admin.create(connection.client(topics.prefix() + "-admin"));
    format = new AvroFormat(connection);
  }

  /**
   * Creates what is missing of the topics, and registers every schema with its compatibility rule.
   * Done twice it changes nothing.
   *
   * @param partitions of every topic; 1 or more
   * @throws IllegalStateException if a topic is there with another number of partitions
   * @throws KafkaException if the broker or the registry refuses or cannot be reached
   */
  public void create(int partitions, short replicationFactor) {
    List<NewTopic> wanted = wanted(partitions, replicationFactor);
    admin
        .createTopics(wanted)
        .values()
        .forEach((name, created) -> existing(name, () -> created.get()));
    Map<String, Integer> there = awaitAll(wanted.stream().map(NewTopic::name).toList());
    there.forEach((name, count) -> requirePartitions(name, count, partitions));
    topics.all().forEach(format::register);
  }

  /**
   * The controller creates a topic, and brokers hear of it later: who is told that it is there must
   * find it there. Asks one broker, whichever the client has chosen; others may hear of it later.
   */
  private Map<String, Integer> awaitAll(List<String> names) {
    long begun = System.nanoTime();
    Map<String, Integer> there = partitions(names);
    while (there.size() < names.size()) {
      if (System.nanoTime() - begun > LONGEST_SPREAD.toNanos()) {
        throw new KafkaException(
            "created, but not yet known to the broker that was asked: " + missing(names, there));
      }
      pause();
      there = partitions(names);
    }
    return there;
  }

  private static List<String> missing(List<String> names, Map<String, Integer> there) {
    return names.stream().filter(name -> !there.containsKey(name)).toList();
  }

  private static void pause() {
    try {
      Thread.sleep(SPREAD_POLL.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while waiting for the brokers", interrupted);
    }
  }

  /**
   * What is wrong for a stage that needs these topics: a topic or a schema that is missing, or
   * topics of unlike numbers of partitions. Empty if nothing is.
   *
   * @throws KafkaException if the broker or the registry cannot be reached
   */
  public List<String> check(Topic<?>... needed) {
    List<String> wrong = new ArrayList<>();
    List<String> names = Arrays.stream(needed).map(Topic::name).toList();
    Map<String, Integer> there = partitions(names);
    missing(names, there)
        .forEach(
            name ->
                wrong.add("topic " + name + " is missing: create it with 'unmask topics create'"));
    if (Set.copyOf(there.values()).size() > 1) {
      wrong.add("topics have unlike numbers of partitions: " + there);
    }
    for (Topic<?> topic : needed) {
      format
          .missing(topic)
          .ifPresent(what -> wrong.add(what + ": register it with 'unmask topics create'"));
    }
    return List.copyOf(wrong);
  }

  /** A line a topic: name, partitions, cleanup, placement, subject; or that it is missing. */
  public List<String> describe() {
    Map<String, Integer> there = partitions(names().toList());
    Stream<String> avro =
        topics.all().stream()
            .map(
                topic ->
                    line(topic.name(), there, topic.cleanup(), topic.placement())
                        + format
                            .missing(topic)
                            .map(what -> "  " + what)
                            .orElse("  " + topic.subject()));
    Stream<String> plain =
        new TreeMap<>(topics.plain())
            .entrySet().stream()
                .map(
                    topic ->
                        line(
                                topic.getKey(),
                                there,
                                Cleanup.DELETE,
                                topics.placement(topic.getKey()))
                            + "  "
                            + topic.getValue());
    return Stream.concat(avro, plain).toList();
  }

  @Override
  public void close() throws IOException {
    admin.close();
    format.close();
  }

  private static String line(
      String name, Map<String, Integer> partitions, Cleanup cleanup, Placement placement) {
    String there = partitions.containsKey(name) ? partitions.get(name) + " partitions" : "missing";
    return String.format("%-28s %-14s %-14s %-10s", name, there, cleanup, placement);
  }

  private Stream<String> names() {
    return Stream.concat(topics.all().stream().map(Topic::name), topics.plain().keySet().stream());
  }

  private List<NewTopic> wanted(int partitions, short replicationFactor) {
    Stream<NewTopic> avro =
        topics.all().stream()
            .map(
                topic ->
                    new NewTopic(topic.name(), partitions, replicationFactor)
                        .configs(settings(topic.cleanup(), bytesKept(topic))));
    Stream<NewTopic> plain =
        topics.plain().keySet().stream()
            .map(
                name ->
                    new NewTopic(name, partitions, replicationFactor)
                        .configs(settings(Cleanup.DELETE, GIB)));
    return Stream.concat(avro, plain).toList();
  }

  /** Bytes that each partition keeps at least. */
  private long bytesKept(Topic<?> topic) {
    return topic.equals(topics.banners()) ? 16 * GIB : 4 * GIB;
  }

  private static Map<String, String> settings(Cleanup cleanup, long bytesKept) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(MAX_MESSAGE_BYTES));
    settings.put(TopicConfig.RETENTION_MS_CONFIG, "-1");
    switch (cleanup) {
      case DELETE -> {
        settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        settings.put(TopicConfig.RETENTION_BYTES_CONFIG, String.valueOf(bytesKept));
      }
      case COMPACT ->
          settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
      case COMPACT_DELETE -> {
        settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, COMPACT_AND_DELETE);
        settings.put(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(MEMORY.toMillis()));
        settings.put(TopicConfig.SEGMENT_MS_CONFIG, String.valueOf(SEGMENT.toMillis()));
      }
    }
    return settings;
  }

  private static void requirePartitions(String name, int there, int wanted) {
    if (there != wanted) {
      throw new IllegalStateException(
          "topic "
              + name
              + " is there with "
              + there
              + " partitions: expected "
              + wanted
              + "; give --partitions "
              + there
              + ", or another --prefix");
    }
  }

  private Map<String, Integer> partitions(List<String> names) {
    Map<String, Integer> partitions = new LinkedHashMap<>();
    admin
        .describeTopics(names)
        .topicNameValues()
        .forEach(
            (name, described) ->
                existing(name, () -> partitions.put(name, count(described.get()))));
    return partitions.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
  }

  private static int count(TopicDescription description) {
    return description.partitions().size();
  }

  /** Waits for the broker's answer; that a topic is there already, or not there, is no failure. */
  private static void existing(String name, Answer answer) {
    try {
      answer.await();
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      if (!(cause instanceof TopicExistsException
          || cause instanceof UnknownTopicOrPartitionException)) {
        throw new KafkaException("topic " + name + ": " + failed.getMessage(), failed);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while waiting for the broker", interrupted);
    }
  }

  private interface Answer {
    void await() throws ExecutionException, InterruptedException;
  }
}
