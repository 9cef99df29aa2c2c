package dev.unmask.bench;

import dev.unmask.stack.LocalStack;
import dev.unmask.stack.LocalStackSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * The stage classify on a real broker, exactly once, beside a bare transactional copy of its input
 * in the same run: each in a process of its own that a first pass has warmed.
 */
final class Classifying {

  private static final int SMALL = 100;

  private final int hosts;
  private final int biggest;
  private final int rounds;
  private final Path folder;
  private final List<List<Object>> rates = new ArrayList<>();
  private final List<List<Object>> states = new ArrayList<>();
  private final Passes copies = new Passes();

  /**
   * @param hosts in clusters of a hundred
   * @param biggest hosts of one cluster
   * @param folder for state, emptied by who made it
   */
  Classifying(int hosts, int biggest, int rounds, Path folder) {
    this.hosts = hosts;
    this.biggest = biggest;
    this.rounds = rounds;
    this.folder = folder;
  }

  List<Table> measure() {
    try (LocalStack stack = LocalStack.start(LocalStackSettings.temporary());
        Fork copier = fork(stack);
        Fork one = fork(stack);
        Fork two = fork(stack)) {
      clusters(stack, copier, one, two);
      oneCluster(stack, one);
      return List.of(rateTable(), stateTable(), new VerdictDelays(stack, two, folder).measure());
    } catch (IOException | ExecutionException failed) {
      throw new IllegalStateException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private void clusters(LocalStack stack, Fork copier, Fork one, Fork two)
      throws IOException, InterruptedException, ExecutionException {
    String what = "clusters of " + SMALL;
    ObservationFeed feed = feed(stack, "warm-one", hosts);
    new Crawls("", SMALL, 1, one).measure(feed);
    new Crawls("", SMALL, 2, two).measure(feed(stack, "warm-two", hosts));
    feed.copy(copier);
    Crawls thread = new Crawls(what, SMALL, 1, one);
    Crawls threads = new Crawls(what + ", two threads", SMALL, 2, two);
    Crawls instances = new Crawls(what + ", two instances", SMALL, 1, one, two);
    for (int round = 0; round < rounds; round++) {
      copies.add(feed.copy(copier));
      threads.measure(feed(stack, "threads" + round, hosts));
      instances.measure(feed(stack, "instances" + round, hosts));
      thread.measure(feed(stack, "thread" + round, hosts));
      copies.add(feed.copy(copier));
    }
    rates.add(copies.row("copy", 1, 0, copies));
    List.of(thread, threads, instances).forEach(crawls -> rates.addAll(crawls.rows(copies)));
    states.add(feed.state(one).row(what));
  }

  private void oneCluster(LocalStack stack, Fork one)
      throws IOException, InterruptedException, ExecutionException {
    String what = "one cluster of %,d".formatted(biggest);
    ObservationFeed feed = feed(stack, "cluster", biggest);
    Crawls crawls = new Crawls(what, biggest, 1, one);
    crawls.measure(feed);
    rates.addAll(crawls.rows(copies));
    states.add(feed.state(one).row(what));
  }

  private ObservationFeed feed(LocalStack stack, String prefix, int hosts) throws IOException {
    return ObservationFeed.empty(stack, prefix, folder, hosts);
  }

  private Table rateTable() {
    return new Table(
        "classify",
        "Observations of %,d hosts a week after the last, and of new ones, exactly once"
            .formatted(hosts),
        List.of(
            "what",
            "threads",
            "per_second",
            "cpu_micros_each",
            "of_copy",
            "cpu_to_copy",
            "changelog_records_each"),
        rates,
        List.of());
  }

  private Table stateTable() {
    return new Table(
        "classify_state",
        "What is kept of them",
        List.of("what", "hosts", "bytes_each", "restore_s_per_million"),
        states,
        List.of());
  }

  private static Fork fork(LocalStack stack) {
    return new Fork(ClassifyWorker.class, stack.bootstrapServers(), stack.registryUrl());
  }
}
