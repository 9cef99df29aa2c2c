package dev.unmask.enrich;

import dev.unmask.enrich.policy.Pace;
import dev.unmask.enrich.probe.HostReport;
import dev.unmask.enrich.probe.HostTarget;
import dev.unmask.schemas.endpoint.Endpoints;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Visits hosts at the pace that is allowed. That there is one visit at a time at an address is the
 * prober's part. Blocks no thread.
 */
final class Visits {
  /** Connections that one visit may begin at most. */
  static final int MOST_CONNECTIONS = 6;

  private final Function<HostTarget, CompletableFuture<HostReport>> prober;
  private final Pace pace;

  Visits(Function<HostTarget, CompletableFuture<HostReport>> prober, Pace pace) {
    this.prober = prober;
    this.pace = pace;
  }

  CompletableFuture<HostReport> visit(Task task, HostTarget target) {
    var subnet = Endpoints.subnet(target.endpoint().getIp());
    return pace.take(subnet, MOST_CONNECTIONS)
        .thenCompose(allowed -> probe(task, target))
        .thenApply(
            report -> {
              pace.giveBack(subnet, MOST_CONNECTIONS - report.connections());
              return report;
            });
  }

  private CompletableFuture<HostReport> probe(Task task, HostTarget target) {
    return task.wanted()
        ? task.part(prober.apply(target))
        : CompletableFuture.failedFuture(
            new CancellationException("nobody waits for " + target.endpoint()));
  }
}
