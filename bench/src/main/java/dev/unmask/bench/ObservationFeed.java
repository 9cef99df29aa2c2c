package dev.unmask.bench;

import dev.unmask.schemas.administration.TopicAdministration;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.topic.Topics;
import dev.unmask.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
 * Topics of their own, on which some hosts are observed again and again, and the stage that
 * classifies them.
 */
final class ObservationFeed {

  static final int PARTITIONS = 2;

  private final KafkaConnection connection;
  private final Path folder;
  private final int hosts;
  private int copies;
  private int crawls;

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
   * @param hosts that each crawl comes to
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

  /** A bare copy of the topic, as it is now. */
  Pass copy(Fork fork) throws InterruptedException, ExecutionException {
    String name = prefix() + ".copy" + copies++;
    try (Admin admin = admin()) {
      admin.createTopics(List.of(new NewTopic(name, PARTITIONS, (short) 1))).all().get();
      Pass pass = Pass.parse(fork.ask("copy " + prefix() + " " + name + " " + crawls * hosts));
      admin.deleteTopics(List.of(name)).all().get();
      return pass;
    }
  }

  /** Has the stage begin, in one process or in several that share the work. */
  void join(List<Fork> forks, int threads) throws InterruptedException, ExecutionException {
    for (int fork = 0; fork < forks.size(); fork++) {
      forks.get(fork).ask("join " + run("-" + fork, threads));
    }
    awaitShared(forks.size());
  }

  /** Writes one more observation of each host, and waits for what comes of it. */
  Pass crawl(List<Fork> forks, int clusterSize)
      throws IOException, InterruptedException, ExecutionException {
    List<CompletableFuture<Pass>> passes = new ArrayList<>();
    for (Fork fork : forks) {
      passes.add(CompletableFuture.supplyAsync(() -> Pass.parse(fork.ask("work " + prefix()))));
    }
    ObservedHosts.write(connection, hosts, clusterSize, crawls++);
    Pass all = passes.get(0).get();
    for (CompletableFuture<Pass> other : passes.subList(1, passes.size())) {
      all = all.and(other.get());
    }
    if (all.records() != hosts) {
      throw new IllegalStateException(all.records() + " observations read, of " + hosts);
    }
    return all;
  }

  /** Has the stage end. */
  void leave(List<Fork> forks) {
    forks.forEach(fork -> fork.ask("leave " + prefix()));
  }

  /** Records of all changelogs, those that were compacted away too. */
  long changelogRecords() throws InterruptedException, ExecutionException {
    try (Admin admin = admin()) {
      return StageState.changelogRecords(admin, id());
    }
  }

  /** What the stage, which has ended, left behind, and how long it takes to have it restored. */
  StageState state(Fork fork) throws InterruptedException, ExecutionException {
    Pass kept = Pass.parse(fork.ask("restore " + run("-0", 1)));
    Pass lost = Pass.parse(fork.ask("restore " + run("-lost", 1)));
    return StageState.of(folder.resolve(id() + "-0"), hosts, lost.wall().minus(kept.wall()));
  }

  KafkaConnection connection() {
    return connection;
  }

  /** What a process is told of the stage. */
  private String run(String suffix, int threads) {
    return "%s %s %s %d".formatted(prefix(), id(), folder.resolve(id() + suffix), threads);
  }

  /** Until each process has something to read. */
  private void awaitShared(int processes) throws InterruptedException, ExecutionException {
    try (Admin admin = admin()) {
      while (!shared(admin.describeConsumerGroups(List.of(id())).all().get().values(), processes)) {
        Thread.sleep(100);
      }
    }
  }

  private static boolean shared(Collection<ConsumerGroupDescription> groups, int processes) {
    return groups.stream()
        .filter(group -> group.groupState() == GroupState.STABLE)
        .map(ConsumerGroupDescription::members)
        .filter(members -> members.size() >= processes)
        .anyMatch(
            members -> members.stream().noneMatch(m -> m.assignment().topicPartitions().isEmpty()));
  }

  private String prefix() {
    return connection.topics().prefix();
  }

  private String id() {
    return prefix() + ".run";
  }

  private Admin admin() {
    return Admin.create(connection.client("bench-admin"));
  }
}
