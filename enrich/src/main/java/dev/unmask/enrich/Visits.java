package dev.unmask.enrich;

import dev.unmask.avro.ApplicationAnswer;
import dev.unmask.avro.LivenessResult;
import dev.unmask.avro.OrderlyCloseResult;
import dev.unmask.enrich.observe.Sighting;
import dev.unmask.enrich.policy.Decision.Probe;
import dev.unmask.enrich.policy.Policy;
import dev.unmask.enrich.probe.HostReport;
import dev.unmask.enrich.probe.visit.HostTarget;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Visits of one host. Who differs from most hosts of its certificate is visited once more, deeper:
 * that costs a second deadline at most. Blocks no thread.
 *
 * @param by the prober
 */
record Visits(Policy policy, Function<HostTarget, CompletableFuture<HostReport>> by) {

  private static final Set<ApplicationAnswer> ANSWERS =
      EnumSet.of(
          ApplicationAnswer.HTTP_RESPONSE,
          ApplicationAnswer.OTHER_BYTES,
          ApplicationAnswer.LDAP_RESULT,
          ApplicationAnswer.TLS_ALERT);

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

  /**
   * The second counts, unless the host no longer completes a handshake with that certificate, or
   * has become silent: who limits or fears clients must not hide so what it said at first.
   */
  private static Visited together(Sighting sighting, Visited first, Visited second) {
    boolean counts =
        sighting.appearance(second.report).isPresent()
            && (speaks(second.report) || !speaks(first.report));
    return counts
        ? new Visited(second.decision, second.report.with(first.report))
        : new Visited(first.decision, first.report.with(second.report));
  }

  /** Whether it gave a sign of who holds the keys: an answer, or an alert at a forged record. */
  private static boolean speaks(HostReport report) {
    return report.application().filter(each -> ANSWERS.contains(each.getAnswer())).isPresent()
        || report
            .liveness()
            .filter(
                each ->
                    each.getResult() == LivenessResult.ALERT
                        || each.getOrderlyClose() == OrderlyCloseResult.ANSWERED)
            .isPresent();
  }
}
