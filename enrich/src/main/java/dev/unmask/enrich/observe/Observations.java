package dev.unmask.enrich.observe;

import dev.unmask.avro.ChainJudgement;
import dev.unmask.avro.FirstBytesProbe;
import dev.unmask.avro.HalfCloseProbe;
import dev.unmask.avro.Observation;
import dev.unmask.avro.PassiveReason;
import dev.unmask.avro.Provenance;
import dev.unmask.avro.ResumptionProbe;
import dev.unmask.avro.RoundTripProbe;
import dev.unmask.avro.SniProbe;
import dev.unmask.enrich.chain.ChainJudge;
import dev.unmask.enrich.policy.Decision.Passive;
import dev.unmask.enrich.policy.Decision.Probe;
import dev.unmask.enrich.probe.HostReport;
import dev.unmask.schemas.certificate.CertificateFacts;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes observations. They say what was seen and under which policy, and conclude nothing. Safe
 * from any thread; judging a chain costs a signature check a certificate, so not for an event loop.
 */
public final class Observations {
  private final Supplier<Provenance> provenance;
  private final ChainJudge judge;
  private final Clock clock;

  /** {@code provenance} is asked for each observation: lists change. */
  public Observations(Supplier<Provenance> provenance, ChainJudge judge, Clock clock) {
    this.provenance = provenance;
    this.judge = judge;
    this.clock = clock;
  }

  public Observations(Provenance provenance, ChainJudge judge, Clock clock) {
    this(() -> provenance, judge, clock);
  }

  /** Of a host that was left alone: what its banner says, at the banner's time. */
  public Observation passive(Sighting sighting, Passive decision) {
    return started(sighting)
        .setObservedAt(notInTheFuture(sighting.claims().getObservedAt()))
        .setTier(0)
        .setTierReason(decision.why())
        .setPassiveReason(decision.reason())
        .build();
  }

  /** Of a host that was probed. */
  public Observation probed(Sighting sighting, Probe decision, HostReport report) {
    return started(sighting)
        .setObservedAt(notInTheFuture(report.finishedAt()))
        .setTier(decision.tier().number())
        .setTierReason(decision.why())
        .setPassiveReason(PassiveReason.NONE)
        .setConnections(report.connections())
        .setBytesRead(report.bytesRead())
        .setBytesSent(report.bytesSent())
        .setTls(report.tls().orElse(null))
        .setLiveness(report.liveness().orElse(null))
        .setApplication(report.application().orElse(null))
        .setOpenVpn(report.openVpn())
        .setSni(report.probe(SniProbe.class).orElse(null))
        .setResumption(report.probe(ResumptionProbe.class).orElse(null))
        .setHalfClose(report.probe(HalfCloseProbe.class).orElse(null))
        .setFirstBytes(report.probe(FirstBytesProbe.class).orElse(null))
        .setRoundTrips(report.probe(RoundTripProbe.class).orElse(null))
        .build();
  }

  private Observation.Builder started(Sighting sighting) {
    return Observation.newBuilder()
        .setEndpoint(sighting.endpoint())
        .setProvenance(provenance.get())
        .setBanner(sighting.claims())
        .setBannerChain(sighting.chain().stream().map(CertificateFacts::sha256).toList())
        .setBannerJudgement(judgement(sighting).orElse(null));
  }

  /** At the banner's own time, and for the name that the crawler asked for, if it says so. */
  private Optional<ChainJudgement> judgement(Sighting sighting) {
    if (sighting.chain().isEmpty()) {
      return Optional.empty();
    }
    var asked = Optional.ofNullable(sighting.claims().getServerName());
    return Optional.of(
        judge.judge(sighting.chain(), asked, sighting.owner(), sighting.claims().getObservedAt()));
  }

  /**
   * Brokers reject records from the future, and classification takes the newest observation for the
   * true one: a feed with a wrong clock must not win for ever. Before 1970 there are no record
   * timestamps.
   */
  private Instant notInTheFuture(Instant time) {
    var now = clock.instant();
    if (time.isAfter(now)) {
      return now;
    }
    return time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time;
  }
}
