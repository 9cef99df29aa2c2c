package dev.unmask.enrich.probe;

import dev.unmask.enrich.chain.ChainJudge;
import dev.unmask.enrich.probe.connection.HostLine;
import dev.unmask.enrich.probe.visit.Finding;
import dev.unmask.enrich.probe.visit.HostTarget;
import dev.unmask.schemas.certificate.CertificateFacts;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.apache.avro.specific.SpecificRecord;

/**
 * Makes the report of a host from what was found; hashes and judges its chains off the event loop.
 */
final class Reporter {

  private final ChainJudge judge;
  private final ExecutorService parsers;
  private final Clock clock;

  Reporter(ChainJudge judge, ExecutorService parsers, Clock clock) {
    this.judge = judge;
    this.parsers = parsers;
    this.clock = clock;
  }

  /** Fails only by a mistake of ours. */
  CompletableFuture<HostReport> report(HostTarget target, List<Finding> findings, Cost cost) {
    Instant finishedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    boolean judging = findings.stream().anyMatch(finding -> !finding.shown().isEmpty());
    return CompletableFuture.supplyAsync(
        () -> report(target, findings, cost, finishedAt),
        judging && !parsers.isShutdown() ? parsers : Runnable::run);
  }

  /** What the visit cost the host. */
  record Cost(int connections, long bytesRead, long bytesSent) {
    static final Cost NONE = new Cost(0, 0, 0);

    static Cost of(HostLine line) {
      return new Cost(line.dialed(), line.traffic().bytesRead(), line.traffic().bytesSent());
    }
  }

  private HostReport report(
      HostTarget target, List<Finding> findings, Cost cost, Instant finishedAt) {
    List<SpecificRecord> records =
        findings.stream()
            .map(
                finding ->
                    finding.record(
                        (chain, name) -> judge.judge(chain, name, target.owner(), finishedAt)))
            .toList();
    return new HostReport(
        finishedAt,
        records,
        findings.get(0).shown(),
        distinct(findings),
        cost.connections(),
        cost.bytesRead(),
        cost.bytesSent());
  }

  private static List<byte[]> distinct(List<Finding> findings) {
    Map<String, byte[]> bySha256 = new LinkedHashMap<>();
    findings.stream()
        .flatMap(finding -> finding.shown().stream())
        .forEach(der -> bySha256.putIfAbsent(CertificateFacts.sha256(der), der));
    return List.copyOf(bySha256.values());
  }
}
