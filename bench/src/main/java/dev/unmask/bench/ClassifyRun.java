package dev.unmask.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.unmask.classify.Classify;
import dev.unmask.classify.ClassifySettings;
import dev.unmask.classify.ruleset.Ruleset;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.owner.OwnerCatalogue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The stage classify, run in this process until it is closed. */
final class ClassifyRun implements AutoCloseable {

  private static final List<String> WORK =
      List.of("observations", "host.verdicts", "roles.unchanged", "roles.stale");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Classify classify;
  private final Thread thread;

  ClassifyRun(KafkaConnection connection, ClassifySettings settings) {
    classify =
        new Classify(settings, connection, OwnerCatalogue.builtIn(), Ruleset.builtIn(), meters);
    thread = new Thread(this::run, "classify");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      classify.run();
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Returns when its state is restored and it classifies. */
  void awaitReady() throws InterruptedException {
    while (classify.waitingFor().isPresent()) {
      pause(Duration.ofMillis(5));
    }
  }

  /** From the next observation read to the last host told. */
  Pass work() throws InterruptedException {
    double read = count("observations");
    while (count("observations") == read) {
      pause(Duration.ofMillis(5));
    }
    Instant begin = Instant.now();
    Duration before = cpu();
    Pass pass = new Pass(0, Duration.ZERO, begin, begin);
    double done = 0;
    while (!classify.quiet()) {
      pause(Duration.ofMillis(50));
      double now = WORK.stream().mapToDouble(this::count).sum();
      if (now > done) {
        done = now;
        long records = (long) (count("observations") - read);
        pass = new Pass(records, cpu().minus(before), begin, Instant.now());
      }
    }
    return pass;
  }

  @Override
  public void close() {
    classify.close();
  }

  private void pause(Duration time) throws InterruptedException {
    if (!thread.isAlive()) {
      throw new IllegalStateException("the stage has ended");
    }
    Thread.sleep(time.toMillis());
  }

  private double count(String name) {
    Counter counter = meters.find("unmask.classify." + name).counter();
    return counter == null ? 0 : counter.count();
  }

  /** Processor time of this process since its start, user and system. */
  static Duration cpu() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return Duration.ofNanos(system.getProcessCpuTime());
  }
}
