package dev.unmask.bench;

import dev.unmask.schemas.administration.TopicAdministration;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.topic.Topics;
import dev.unmask.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.GroupState;

/**
 * Topics of their own, with an observation of each of some hosts, and runs of processes on them.
 */
final class ObservationFeed {

  static final int PARTITIONS = 2;

  private final KafkaConnection connection;
  private final Path folder;
  private final int hosts;
  private int copies;
  private int runs;

  private ObservationFeed(KafkaConnection connection, Path folder, int hosts) {
    this.connection = connection;
    this.folder = folder;
    this.hosts = hosts;
  }

  /**
   * The topics, empty.
   *
   * @param prefix that nobody else has
   * @param folder for state
   * @param hosts that will be written
   */
  static ObservationFeed empty(LocalStack stack, String prefix, Path folder, int hosts)
      throws IOException {
    KafkaConnection connection =
        new KafkaConnection(
            stack.bootstrapServers(), stack.registryUrl(), new Topics(prefix), Map.of());
    try (TopicAdministration topics = new TopicAdministration(connection)) {
      topics.create(PARTITIONS, (short) 1);
    }
    return new ObservationFeed(connection, folder, hosts);
  }

  /** Writes the observations. */
  void write(int clusterSize) throws IOException {
    ObservedHosts.write(connection, hosts, clusterSize);
  }

  /** A bare copy of the topic. */
  Pass copy(Fork fork) throws InterruptedException, ExecutionException {
    String name = prefix() + ".copy" + copies++;
    try (Admin admin = admin()) {
      admin.createTopics(List.of(new NewTopic(name, PARTITIONS, (short) 1))).all().get();
      Pass pass = Pass.parse(fork.ask("copy " + prefix() + " " + name + " " + hosts));
      admin.deleteTopics(List.of(name)).all().get();
      return pass;
    }
  }

  /** The stage, in one process. */
  Pass classify(Fork fork, int threads) {
    runs++;
    fork.ask("join " + run("", threads));
    return all(Pass.parse(fork.ask("work " + prefix())));
  }

  /** The stage, in two processes of a thread each, that share the work from the beginning on. */
  Pass classify(Fork one, Fork other, int clusterSize)
      throws IOException, InterruptedException, ExecutionException {
    runs++;
    one.ask("join " + run("", 1));
    other.ask("join " + run("-other", 1));
    awaitShared();
    write(clusterSize);
    CompletableFuture<Pass> first = CompletableFuture.supplyAsync(() -> work(one));
    CompletableFuture<Pass> second = CompletableFuture.supplyAsync(() -> work(other));
    return all(first.get().and(second.get()));
  }

  /** What the last run of the stage left behind, and how long it takes to have it restored. */
  StageState state(Fork fork) throws InterruptedException, ExecutionException {
    Pass kept = Pass.parse(fork.ask("restore " + run("", 1)));
    Pass lost = Pass.parse(fork.ask("restore " + run("-lost", 1)));
    try (Admin admin = admin()) {
      return StageState.of(
          admin, id(), folder.resolve(id()), hosts, lost.wall().minus(kept.wall()));
    }
  }

  KafkaConnection connection() {
    return connection;
  }

  /** What a process is told of the run. */
  String run(String suffix, int threads) {
    return "%s %s %s %d".formatted(prefix(), id(), folder.resolve(id() + suffix), threads);
  }

  private Pass work(Fork fork) {
    return Pass.parse(fork.ask("work " + prefix()));
  }

  private Pass all(Pass pass) {
    if (pass.records() != hosts) {
      throw new IllegalStateException(pass.records() + " observations read, of " + hosts);
    }
    return pass;
  }

  /** Until both processes have something to read. */
  private void awaitShared() throws InterruptedException, ExecutionException {
    try (Admin admin = admin()) {
      while (!shared(admin.describeConsumerGroups(List.of(id())).all().get().values())) {
        Thread.sleep(100);
      }
    }
  }

  private static boolean shared(Collection<ConsumerGroupDescription> groups) {
    return groups.stream()
        .filter(group -> group.groupState() == GroupState.STABLE)
        .map(ConsumerGroupDescription::members)
        .filter(members -> members.size() == 2)
        .anyMatch(
            members -> members.stream().noneMatch(m -> m.assignment().topicPartitions().isEmpty()));
  }

  private String prefix() {
    return connection.topics().prefix();
  }

  private String id() {
    return prefix() + ".run" + runs;
  }

  private Admin admin() {
    return Admin.create(connection.client("bench-admin"));
  }
}
