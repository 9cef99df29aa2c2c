package dev.unmask.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.unmask.classify.Classify;
import dev.unmask.classify.ClassifySettings;
import dev.unmask.classify.ruleset.Ruleset;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.owner.OwnerCatalogue;
import dev.unmask.schemas.topic.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The stage classify, or a bare copy of its input, alone in a process, as often as lines on its
 * standard input say. Each is answered by records, nanoseconds of processor and nanoseconds of
 * time.
 */
final class ClassifyWorker {

  private static final List<String> WORK =
      List.of("observations", "host.verdicts", "roles.unchanged", "roles.stale");

  private ClassifyWorker() {}

  /** Bootstrap servers, registry, prefix of the topics. */
  public static void main(String[] arguments) throws Exception {
    KafkaConnection connection =
        new KafkaConnection(arguments[0], arguments[1], new Topics(arguments[2]), Map.of());
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        System.out.println(answer(connection, line.split(" ")));
      }
    }
  }

  private static String answer(KafkaConnection connection, String[] words) throws Exception {
    return switch (words[0]) {
      case "copy" -> new TransactionalCopy(connection, words[1]).run(Long.parseLong(words[2]));
      case "classify" -> classify(connection, settings(words));
      case "restore" -> restore(connection, settings(words));
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  /** Application id, state directory, threads. */
  private static ClassifySettings settings(String[] words) {
    ClassifySettings defaults = ClassifySettings.defaults();
    return new ClassifySettings(
        Optional.of(words[1]),
        Path.of(words[2]),
        Integer.parseInt(words[3]),
        Duration.ofSeconds(2),
        defaults.commitInterval(),
        Duration.ofSeconds(6),
        0,
        defaults.deadLettersPerMinute(),
        defaults.cacheBytes(),
        Optional.empty());
  }

  /** From the first observation read to the last host told. */
  private static String classify(KafkaConnection connection, ClassifySettings settings)
      throws InterruptedException {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    try (Classify classify = classify(connection, settings, meters)) {
      Thread stage = start(classify);
      awaitFirst(meters);
      long begin = System.nanoTime();
      long cpu = cpuNanos();
      long end = begin;
      long cpuAtEnd = cpu;
      double work = 0;
      while (!classify.quiet()) {
        Thread.sleep(50);
        double now = WORK.stream().mapToDouble(name -> count(meters, name)).sum();
        if (now > work) {
          work = now;
          end = System.nanoTime();
          cpuAtEnd = cpuNanos();
        }
        requireAlive(stage);
      }
      long read = (long) count(meters, "observations");
      return "%d %d %d".formatted(read, cpuAtEnd - cpu, end - begin);
    }
  }

  /** From the start to being ready, with whatever state there is to restore. */
  private static String restore(KafkaConnection connection, ClassifySettings settings)
      throws InterruptedException {
    long begin = System.nanoTime();
    long cpu = cpuNanos();
    try (Classify classify = classify(connection, settings, new SimpleMeterRegistry())) {
      Thread stage = start(classify);
      while (classify.waitingFor().isPresent()) {
        Thread.sleep(10);
        requireAlive(stage);
      }
      return "%d %d %d".formatted(0, cpuNanos() - cpu, System.nanoTime() - begin);
    }
  }

  private static Classify classify(
      KafkaConnection connection, ClassifySettings settings, SimpleMeterRegistry meters) {
    return new Classify(settings, connection, OwnerCatalogue.builtIn(), Ruleset.builtIn(), meters);
  }

  private static Thread start(Classify classify) {
    Thread stage = new Thread(() -> run(classify), "classify");
    stage.setDaemon(true);
    stage.start();
    return stage;
  }

  private static void run(Classify classify) {
    try {
      classify.run();
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static void awaitFirst(SimpleMeterRegistry meters) throws InterruptedException {
    while (count(meters, "observations") == 0) {
      Thread.sleep(5);
    }
  }

  private static void requireAlive(Thread stage) {
    if (!stage.isAlive()) {
      throw new IllegalStateException("the stage has ended");
    }
  }

  private static double count(SimpleMeterRegistry meters, String name) {
    Counter counter = meters.find("unmask.classify." + name).counter();
    return counter == null ? 0 : counter.count();
  }

  static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
