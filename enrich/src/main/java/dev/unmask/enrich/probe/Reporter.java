package dev.unmask.enrich.probe;

import dev.unmask.avro.ChainJudgement;
import dev.unmask.avro.TlsProbe;
import dev.unmask.enrich.chain.ChainJudge;
import dev.unmask.enrich.probe.connection.Printable;
import dev.unmask.enrich.probe.tls.Handshake;
import dev.unmask.schemas.certificate.CertificateFacts;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Makes the report of a host from what was found; hashes and judges its chain off the event loop.
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

  /** Never fails; a chain that cannot be judged is reported without a judgement. */
  CompletableFuture<HostReport> report(HostTarget target, Findings findings, int connections) {
    Instant finishedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<byte[]> chain = findings.chain();
    if (chain.isEmpty() || parsers.isShutdown()) {
      return CompletableFuture.completedFuture(
          report(target, findings, connections, finishedAt, Optional.empty()));
    }
    return CompletableFuture.supplyAsync(
        () -> report(target, findings, connections, finishedAt, judge(target, chain, finishedAt)),
        parsers);
  }

  private Optional<ChainJudgement> judge(HostTarget target, List<byte[]> chain, Instant at) {
    return Optional.of(judge.judge(chain, target.serverName(), target.owner(), at));
  }

  private static HostReport report(
      HostTarget target,
      Findings findings,
      int connections,
      Instant finishedAt,
      Optional<ChainJudgement> judgement) {
    return new HostReport(
        finishedAt,
        findings.handshake().map(handshake -> tls(target, handshake, judgement)),
        findings.liveness(),
        findings.application(),
        findings.openVpn().stream().toList(),
        findings.chain(),
        connections);
  }

  private static TlsProbe tls(
      HostTarget target, Handshake handshake, Optional<ChainJudgement> judgement) {
    Handshake.Session session =
        handshake.session().orElseGet(() -> new Handshake.Session("", "", ""));
    return TlsProbe.newBuilder()
        .setOutcome(handshake.outcome())
        .setDetail(Printable.detail(handshake.detail()))
        .setServerName(target.serverName().orElse(null))
        .setEngine(handshake.engine())
        .setProtocol(session.protocol())
        .setCipherSuite(session.cipherSuite())
        .setApplicationProtocol(session.applicationProtocol())
        .setHandshakeCompleted(handshake.completed())
        .setChain(handshake.chain().stream().map(CertificateFacts::sha256).toList())
        .setJudgement(judgement.orElse(null))
        .setAlert(orNull(handshake.alert()))
        .setConnectNanos(orNull(handshake.timings().connect()))
        .setFirstFlightNanos(orNull(handshake.timings().firstFlight()))
        .setHandshakeNanos(orNull(handshake.timings().handshake()))
        .build();
  }

  private static @Nullable Integer orNull(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }

  private static @Nullable Long orNull(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }
}
