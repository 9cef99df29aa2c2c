package dev.unmask.app.command;

import dev.unmask.app.run.OnExit;
import dev.unmask.app.run.Pipeline;
import dev.unmask.app.run.Stage;
import dev.unmask.app.serve.Metrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.PrintWriter;

/**
 * One stage as the whole work of a process: watched from outside if asked for, drained on {@code
 * ^C}. For one run.
 */
final class StageRun {
  private final MonitoringOptions monitoring;
  private final PrintWriter messages;
  private final PrometheusMeterRegistry metrics = Metrics.ofThisProcess();

  StageRun(MonitoringOptions monitoring, PrintWriter messages) {
    this.monitoring = monitoring;
    this.messages = messages;
  }

  /** What the stage counts in. */
  PrometheusMeterRegistry metrics() {
    return metrics;
  }

  /** Runs it until it is done or the process is told to end. */
  void of(Stage stage) {
    of(stage, () -> {});
  }

  /**
   * The same.
   *
   * @param afterwards called when it has ended, also where the process was told to end
   */
  void of(Stage stage, Runnable afterwards) {
    try (OnExit exit = new OnExit()) {
      exit.add("summary", afterwards::run);
      Pipeline pipeline = new Pipeline();
      monitoring.serve(exit, metrics, pipeline, messages);
      exit.add(stage.name(), pipeline);
      pipeline.start(stage);
      pipeline.await();
    }
  }
}
