package dev.unmask.bench;

import dev.unmask.schemas.administration.TopicAdministration;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.topic.Topics;
import dev.unmask.stack.LocalStack;
import dev.unmask.stack.LocalStackSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * The stage classify on a real broker, exactly once, beside a bare transactional copy of its input
 * in the same run: each in a process of its own that a first pass has warmed.
 */
final class Classifying {

  private static final int PARTITIONS = 2;
  private static final int SMALL = 100;

  private final int hosts;
  private final int rounds;
  private final Path folder;

  /**
   * @param hosts of which there is an observation each
   * @param folder for state, emptied by who made it
   */
  Classifying(int hosts, int rounds, Path folder) {
    this.hosts = hosts;
    this.rounds = rounds;
    this.folder = folder;
  }

  Table measure() {
    List<List<Object>> rows = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    try (LocalStack stack = LocalStack.start(LocalStackSettings.temporary())) {
      measure(new Feed(stack, "small", SMALL), "clusters of " + SMALL, rows, notes);
      measure(new Feed(stack, "big", hosts), "one cluster of all", rows, notes);
    } catch (IOException | ExecutionException failed) {
      throw new IllegalStateException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return new Table(
        "classify",
        "Observations of " + hosts + " hosts, exactly once",
        List.of("what", "threads", "per_second", "cpu_micros_each", "of_copy", "cpu_to_copy"),
        rows,
        notes);
  }

  private void measure(Feed feed, String what, List<List<Object>> rows, List<String> notes)
      throws InterruptedException, ExecutionException {
    try (Fork copier = feed.fork();
        Fork one = feed.fork();
        Fork two = feed.fork()) {
      feed.copy(copier);
      feed.classify(one, 1);
      feed.classify(two, 2);
      Passes copies = new Passes();
      Passes single = new Passes();
      Passes pair = new Passes();
      for (int round = 0; round < rounds; round++) {
        copies.add(feed.copy(copier));
        single.add(feed.classify(one, 1));
        pair.add(feed.classify(two, 2));
        copies.add(feed.copy(copier));
      }
      rows.add(copies.row("copy, " + what, 1, copies));
      rows.add(single.row(what, 1, copies));
      rows.add(pair.row(what, 2, copies));
      notes.add(what + ": " + feed.state(one));
    }
  }

  /** Observations in topics of their own, and runs over them. */
  private final class Feed {
    private final KafkaConnection connection;
    private int runs;

    Feed(LocalStack stack, String prefix, int clusterSize) throws IOException {
      connection =
          new KafkaConnection(
              stack.bootstrapServers(), stack.registryUrl(), new Topics(prefix), Map.of());
      try (TopicAdministration topics = new TopicAdministration(connection)) {
        topics.create(PARTITIONS, (short) 1);
      }
      ObservedHosts.write(connection, hosts, clusterSize);
    }

    Fork fork() {
      return new Fork(
          ClassifyWorker.class,
          connection.bootstrapServers(),
          connection.registryUrl(),
          connection.topics().prefix());
    }

    Sample copy(Fork fork) throws InterruptedException, ExecutionException {
      String name = connection.topics().prefix() + ".copy" + runs++;
      try (Admin admin = admin()) {
        admin.createTopics(List.of(new NewTopic(name, PARTITIONS, (short) 1))).all().get();
        Sample sample = sample(fork.ask("copy " + name + " " + hosts));
        admin.deleteTopics(List.of(name)).all().get();
        return sample;
      }
    }

    Sample classify(Fork fork, int threads) {
      String id = connection.topics().prefix() + ".run" + runs++;
      return sample(fork.ask("classify " + id + " " + state(id) + " " + threads));
    }

    /** What the last run left behind, and how long another takes to have it restored. */
    String state(Fork fork) throws InterruptedException, ExecutionException {
      String id = connection.topics().prefix() + ".run" + (runs - 2);
      long bytes = size(state(id));
      double changes = changelogRecords(id) / (double) hosts;
      Sample kept = sample(fork.ask("restore " + id + " " + state(id) + " 1"));
      Sample lost = sample(fork.ask("restore " + id + " " + state(id) + "-lost 1"));
      double seconds = (lost.wall().toMillis() - kept.wall().toMillis()) / 1e3;
      return "%.2f changelog records an observation, %d bytes of state a host, restored in %.1f s per million hosts"
          .formatted(changes, bytes / hosts, seconds * 1e6 / hosts);
    }

    private Path state(String id) {
      return folder.resolve(id);
    }

    private long changelogRecords(String id) throws InterruptedException, ExecutionException {
      try (Admin admin = admin()) {
        List<String> topics =
            admin.listTopics().names().get().stream()
                .filter(name -> name.startsWith(id + "-") && name.endsWith("-changelog"))
                .toList();
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (String topic : topics) {
          for (int partition = 0; partition < PARTITIONS; partition++) {
            ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
          }
        }
        Collection<ListOffsetsResultInfo> offsets = admin.listOffsets(ends).all().get().values();
        return offsets.stream().mapToLong(ListOffsetsResultInfo::offset).sum();
      }
    }

    private Admin admin() {
      return Admin.create(connection.client("bench-admin"));
    }
  }

  private static Sample sample(String answer) {
    String[] words = answer.split(" ");
    return new Sample(
        Long.parseLong(words[0]),
        Duration.ofNanos(Long.parseLong(words[1])),
        Duration.ofNanos(Long.parseLong(words[2])));
  }

  private static long size(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".sst") || file.toString().endsWith(".log"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  /** What came of the passes of one kind. */
  private static final class Passes {
    private final List<Sample> samples = new ArrayList<>();

    void add(Sample sample) {
      samples.add(sample);
    }

    List<Object> row(String what, int threads, Passes copies) {
      double copied = copies.median(Sample::perSecond);
      double copiedByCpu = copies.median(Sample::perCpuSecond);
      double rate = median(Sample::perSecond);
      double byCpu = median(Sample::perCpuSecond);
      return List.of(what, threads, rate, 1e6 / byCpu, rate / copied, copiedByCpu / byCpu);
    }

    private double median(ToDoubleFunction<Sample> figure) {
      return Sample.median(samples.stream().map(figure::applyAsDouble).toList());
    }
  }
}
