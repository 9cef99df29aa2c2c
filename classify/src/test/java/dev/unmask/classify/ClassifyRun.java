package dev.unmask.classify;

import static org.awaitility.Awaitility.await;

import dev.unmask.classify.alert.AlertPolicy;
import dev.unmask.classify.epoch.Epoch;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.owner.OwnerCatalogue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The stage with its simple judge, running in this process. */
final class ClassifyRun implements AutoCloseable {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Classify classify;
  private final CompletableFuture<Void> run;

  private ClassifyRun(KafkaConnection connection, Epoch epoch, String rules, Path state) {
    classify =
        new Classify(
            settings(state),
            epoch,
            connection,
            OwnerCatalogue.builtIn(),
            new SimpleJudge(),
            rules,
            Optional.of(alerts()),
            meters);
    run =
        CompletableFuture.runAsync(
            this::run, task -> new Thread(task, "classify-under-test").start());
  }

  static ClassifyRun start(KafkaConnection connection, Path state) {
    return start(connection, Epoch.FIRST, "rules-1", state);
  }

  static ClassifyRun start(KafkaConnection connection, Epoch epoch, String rules, Path state) {
    return new ClassifyRun(connection, epoch, rules, state);
  }

  /** Of what stands at once, and as many as there are. */
  static AlertPolicy alerts() {
    AlertPolicy d = AlertPolicy.defaults();
    return new AlertPolicy(
        true, d.format(), d.kinds(), d.owners(), d.hosts(), 1_000, Duration.ZERO);
  }

  /** Short times, so that tests are. */
  static ClassifySettings settings(Path state) {
    return new ClassifySettings(
        Optional.empty(),
        state,
        1,
        Duration.ofSeconds(2),
        Duration.ofMillis(200),
        Duration.ofSeconds(6),
        0,
        5,
        16 << 20,
        Optional.empty());
  }

  Classify stage() {
    return classify;
  }

  double counted(String name) {
    return meters.get("unmask.classify." + name).counter().count();
  }

  ClassifyRun awaitQuiet() {
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> run.isDone() || classify.quiet());
    if (run.isDone()) {
      run.join();
    }
    return this;
  }

  /** Why it stopped by itself. */
  Throwable awaitFailure() {
    await().atMost(Duration.ofMinutes(1)).until(run::isDone);
    try {
      run.get();
      throw new AssertionError("it ended without a failure");
    } catch (ExecutionException stopped) {
      return stopped.getCause();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Override
  public void close() {
    classify.close();
  }

  private void run() {
    try {
      classify.run();
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
