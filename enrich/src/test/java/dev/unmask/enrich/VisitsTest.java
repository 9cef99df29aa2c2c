package dev.unmask.enrich;

import static dev.unmask.enrich.given.Banners.aBanner;
import static dev.unmask.enrich.given.Certificates.selfSigned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.LivenessProbe;
import dev.unmask.avro.LivenessResult;
import dev.unmask.avro.Outcome;
import dev.unmask.avro.TlsProbe;
import dev.unmask.enrich.Visits.Visited;
import dev.unmask.enrich.observe.Leaves;
import dev.unmask.enrich.observe.Sighting;
import dev.unmask.enrich.policy.AddressRules;
import dev.unmask.enrich.policy.Blocklist;
import dev.unmask.enrich.policy.Decision.Probe;
import dev.unmask.enrich.policy.Interest;
import dev.unmask.enrich.policy.Policy;
import dev.unmask.enrich.policy.Recency;
import dev.unmask.enrich.policy.SampleSizes;
import dev.unmask.enrich.policy.Sampling;
import dev.unmask.enrich.policy.Scope;
import dev.unmask.enrich.probe.HostReport;
import dev.unmask.enrich.probe.visit.HostTarget;
import dev.unmask.enrich.probe.visit.Tier;
import dev.unmask.schemas.certificate.CertificateFacts;
import dev.unmask.schemas.owner.OwnerCatalogue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A prober that gives what the test says, after two hundred hosts that were all alike. */
final class VisitsTest {
  private static final byte[] BRAND = selfSigned("CN=www.microsoft.com").der();
  private static final byte[] OTHER = selfSigned("CN=shop.example").der();
  private static final Probe LOW = new Probe(Tier.HANDSHAKE, "watched");

  private final List<Tier> asked = new ArrayList<>();
  private final Deque<CompletableFuture<HostReport>> reports = new ArrayDeque<>();
  private final Visits visits = new Visits(policy(), this::probe);
  private final Task task = new Task();

  @BeforeEach
  void two_hundred_relays_of_one_origin() {
    for (var host = 0; host < 200; host++) {
      gives(completed("origin", BRAND));
      visits.visit(new Task(), sighting(), LOW);
    }
    asked.clear();
  }

  @Test
  void a_host_that_is_like_the_others_is_visited_once() {
    var report = completed("origin", BRAND);
    gives(report);

    assertThat(visit()).isEqualTo(new Visited(LOW, report));
    assertThat(asked).containsExactly(Tier.HANDSHAKE);
  }

  @Test
  void a_host_that_differs_is_visited_deeper_and_one_report_tells_of_both_visits() {
    gives(completed("own", BRAND));
    gives(completed("own", BRAND, OTHER));

    var visited = visit();

    assertThat(asked).containsExactly(Tier.HANDSHAKE, Tier.MANNERS);
    assertThat(visited.decision().tier()).isEqualTo(Tier.MANNERS);
    assertThat(visited.report().connections()).isEqualTo(2);
    assertThat(visited.report().bytesRead()).isEqualTo(20);
    assertThat(visited.report().bytesSent()).isEqualTo(10);
    assertThat(visited.report().shown()).containsExactly(BRAND, OTHER);
  }

  @Test
  void what_was_seen_of_a_host_that_is_gone_the_second_time_is_kept() {
    gives(completed("own", BRAND));
    gives(report(TlsProbe.newBuilder().setOutcome(Outcome.CONNECTION_REFUSED).build()));

    var visited = visit();

    assertThat(visited.decision()).isEqualTo(LOW);
    assertThat(visited.report().tls().orElseThrow().getHandshakeCompleted()).isTrue();
    assertThat(visited.report().connections()).isEqualTo(2);
  }

  @Test
  void a_host_that_is_silent_the_second_time_does_not_hide_what_it_said_at_first() {
    var alert = LivenessProbe.newBuilder().setResult(LivenessResult.ALERT).build();
    gives(with(completed("own", BRAND), alert));
    gives(with(completed("own", BRAND), new LivenessProbe()));

    var visited = visit();

    assertThat(asked).containsExactly(Tier.HANDSHAKE, Tier.MANNERS);
    assertThat(visited.report().liveness()).contains(alert);
    assertThat(visited.report().connections()).isEqualTo(2);
  }

  private static HostReport with(HostReport report, LivenessProbe liveness) {
    return new HostReport(
        report.finishedAt(),
        List.of(report.tls().orElseThrow(), liveness),
        report.chain(),
        report.shown(),
        1,
        10,
        5);
  }

  @Test
  void so_it_is_of_one_that_shows_another_certificate_the_second_time() {
    gives(completed("own", BRAND));
    gives(completed("own", OTHER));

    var visited = visit();

    assertThat(visited.decision()).isEqualTo(LOW);
    assertThat(visited.report().shown()).containsExactly(BRAND, OTHER);
  }

  @Test
  void a_host_that_shows_another_certificate_or_none_is_not_compared() {
    gives(completed("own", OTHER));
    visit();
    gives(report(TlsProbe.newBuilder().setOutcome(Outcome.CONNECTION_REFUSED).build()));
    visit();

    assertThat(asked).containsExactly(Tier.HANDSHAKE, Tier.HANDSHAKE);
  }

  @Test
  void the_end_of_the_task_ends_the_second_visit() {
    var second = new CompletableFuture<HostReport>();
    gives(completed("own", BRAND));
    reports.add(second);

    var visited = visits.visit(task, sighting(), LOW);
    task.done().cancel(true);

    assertThat(second).isCancelled();
    assertThat(visited).isCompletedExceptionally();
  }

  @Test
  void no_second_visit_begins_after_the_end_of_the_task() {
    var first = new CompletableFuture<HostReport>();
    reports.add(first);
    visits.visit(task, sighting(), LOW);

    task.end(new Finish.Dead(), null);
    first.complete(completed("own", BRAND));

    assertThat(asked).containsExactly(Tier.HANDSHAKE);
  }

  private Visited visit() {
    return visits.visit(task, sighting(), LOW).join();
  }

  private CompletableFuture<HostReport> probe(HostTarget target) {
    asked.add(target.tier());
    return reports.remove();
  }

  private void gives(HostReport report) {
    reports.add(CompletableFuture.completedFuture(report));
  }

  private static HostReport completed(String stack, byte[]... chain) {
    return report(
        TlsProbe.newBuilder()
            .setOutcome(Outcome.SUCCESS)
            .setHandshakeCompleted(true)
            .setCipherSuite(stack)
            .setChain(List.of(CertificateFacts.sha256(chain[0])))
            .build(),
        chain);
  }

  private static HostReport report(TlsProbe tls, byte[]... shown) {
    return new HostReport(Instant.EPOCH, List.of(tls), List.of(shown), List.of(shown), 1, 10, 5);
  }

  private static Sighting sighting() {
    return Sighting.of(
        aBanner().from("8.8.8.8", 443).showing(BRAND).build(),
        new Leaves(OwnerCatalogue.builtIn()));
  }

  private static Policy policy() {
    var scope = Scope.of("everything");
    return new Policy(
        true,
        scope,
        new AddressRules(Blocklist.none(), false),
        new Interest(scope, hint -> Optional.empty(), 20),
        new Recency(any -> Optional.empty(), Duration.ZERO, Clock.systemUTC()),
        new Sampling(new SampleSizes(Tier.HANDSHAKE, 2, 0, 0), hint -> Optional.empty()));
  }
}
