package dev.unmask.enrich;

import dev.unmask.enrich.observe.Sighting;
import dev.unmask.enrich.policy.Decision.Probe;
import dev.unmask.enrich.policy.Policy;
import dev.unmask.enrich.probe.HostReport;
import dev.unmask.enrich.probe.visit.HostTarget;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Visits of one host. Who differs from most hosts of its certificate is visited once more, deeper:
 * that costs a second deadline at most. Blocks no thread.
 *
 * @param by the prober
 */
record Visits(Policy policy, Function<HostTarget, CompletableFuture<HostReport>> by) {

  /** What was decided, and what came of it. */
  record Visited(Probe decision, HostReport report) {}

  /** One visit, or two in one report. The task's end cancels what is under way. */
  CompletableFuture<Visited> visit(Task task, Sighting sighting, Probe decision) {
    return once(task, sighting, decision).thenCompose(first -> deeper(task, sighting, first));
  }

  private CompletableFuture<Visited> once(Task task, Sighting sighting, Probe decision) {
    return task.part(by.apply(sighting.target(decision.tier())))
        .thenApply(report -> new Visited(decision, report));
  }

  private CompletableFuture<Visited> deeper(Task task, Sighting sighting, Visited first) {
    return sighting
        .appearance(first.report)
        .flatMap(seen -> policy.deeper(sighting.subject(), first.decision, seen))
        .filter(decision -> task.wanted())
        .map(
            decision ->
                once(task, sighting, decision)
                    .thenApply(second -> together(sighting, first, second)))
        .orElseGet(() -> CompletableFuture.completedFuture(first));
  }

  /** The second counts, unless the host no longer completes a handshake with that certificate. */
  private static Visited together(Sighting sighting, Visited first, Visited second) {
    return sighting.appearance(second.report).isPresent()
        ? new Visited(second.decision, second.report.with(first.report))
        : new Visited(first.decision, first.report.with(second.report));
  }
}
