package dev.unmask.bench;

import dev.unmask.stack.LocalStack;
import dev.unmask.stack.LocalStackSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.ToDoubleFunction;

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
   * @param hosts in clusters of a hundred, of which there is an observation each
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
    ObservationFeed feed = ObservationFeed.empty(stack, "clusters", folder, hosts);
    feed.write(SMALL);
    feed.copy(copier);
    feed.classify(two, 2);
    feed.classify(one, 1);
    Passes single = new Passes();
    Passes threads = new Passes();
    Passes instances = new Passes();
    for (int round = 0; round < rounds; round++) {
      copies.add(feed.copy(copier));
      threads.add(feed.classify(two, 2));
      instances.add(
          ObservationFeed.empty(stack, "shared" + round, folder, hosts).classify(one, two, SMALL));
      single.add(feed.classify(one, 1));
      copies.add(feed.copy(copier));
    }
    String what = "clusters of " + SMALL;
    rates.add(copies.row("copy", 1, copies));
    rates.add(single.row(what, 1, copies));
    rates.add(threads.row(what + ", two threads", 2, copies));
    rates.add(instances.row(what + ", two instances", 2, copies));
    states.add(feed.state(one).row(what));
  }

  private void oneCluster(LocalStack stack, Fork one)
      throws IOException, InterruptedException, ExecutionException {
    ObservationFeed feed = ObservationFeed.empty(stack, "cluster", folder, biggest);
    feed.write(biggest);
    Passes single = new Passes();
    single.add(feed.classify(one, 1));
    String what = "one cluster of %,d".formatted(biggest);
    rates.add(single.row(what, 1, copies));
    states.add(feed.state(one).row(what));
  }

  private Table rateTable() {
    return new Table(
        "classify",
        "An observation of each of %,d hosts, exactly once".formatted(hosts),
        List.of("what", "threads", "per_second", "cpu_micros_each", "of_copy", "cpu_to_copy"),
        rates,
        List.of());
  }

  private Table stateTable() {
    return new Table(
        "classify_state",
        "What is kept of them",
        List.of("what", "hosts", "changelog_records_each", "bytes_each", "restore_s_per_million"),
        states,
        List.of());
  }

  private static Fork fork(LocalStack stack) {
    return new Fork(ClassifyWorker.class, stack.bootstrapServers(), stack.registryUrl());
  }

  /** What came of the passes of one kind. */
  private static final class Passes {
    private final List<Sample> samples = new ArrayList<>();

    void add(Pass pass) {
      samples.add(pass.sample());
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
