package dev.unmask.enrich.probe.resumption;

import dev.unmask.avro.Outcome;
import dev.unmask.avro.ResumptionProbe;
import dev.unmask.avro.TlsEngine;
import dev.unmask.enrich.probe.connection.Printable;
import dev.unmask.enrich.probe.tls.Handshake;
import dev.unmask.enrich.probe.visit.Finding;
import dev.unmask.enrich.probe.visit.Probe;
import dev.unmask.enrich.probe.visit.ProbeEnd;
import dev.unmask.enrich.probe.visit.Tier;
import dev.unmask.enrich.probe.visit.Visit;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * Is a session that was begun elsewhere resumed here? Each host is asked for sessions, which are
 * kept for hosts of the same certificate that are visited within minutes, and is offered those that
 * are kept. So who comes first is offered nothing, and the order of visits says who offers to whom.
 * Hosts inside the owner's networks are asked for more, by TLS 1.2 too where they prefer TLS 1.3,
 * and theirs are offered first.
 *
 * <p>One for a prober: it holds the sessions. By the JDK's engine whichever one probes besides,
 * hence TLS 1.2 and 1.3 only.
 */
public final class SessionResumption implements Probe {

  private static final Set<String> PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");

  private final SessionVault vault;
  private final Minting minting;

  /**
   * @param tasks where the JDK's engine computes
   */
  public SessionResumption(Clock clock, Executor tasks, SecureRandom random) {
    this.vault = new SessionVault(clock);
    this.minting = new Minting(clock, tasks, random);
  }

  @Override
  public Tier tier() {
    return Tier.MANNERS;
  }

  @Override
  public Need need() {
    return Need.HANDSHAKE;
  }

  @Override
  public void run(Visit visit, ProbeEnd end) {
    visit
        .handshake()
        .filter(SessionResumption::isResumable)
        .ifPresentOrElse(
            first -> new Resumption(VisitedHost.of(visit, first), vault, minting, end).begin(),
            () ->
                end.with(
                    notTested(
                        Outcome.POLICY_SKIPPED, "only sessions of TLS 1.2 and 1.3 are offered")));
  }

  @Override
  public Finding notTested(Outcome why, String detail) {
    return Finding.of(
        ResumptionProbe.newBuilder().setOutcome(why).setDetail(Printable.detail(detail)).build());
  }

  private static boolean isResumable(Handshake first) {
    return first.engine() != TlsEngine.BOUNCYCASTLE
        && !first.chain().isEmpty()
        && first.session().filter(agreed -> PROTOCOLS.contains(agreed.protocol())).isPresent();
  }
}
