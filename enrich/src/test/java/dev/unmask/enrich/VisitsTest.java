package dev.unmask.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.unmask.avro.Transport;
import dev.unmask.enrich.policy.Pace;
import dev.unmask.enrich.probe.HostReport;
import dev.unmask.enrich.probe.HostTarget;
import dev.unmask.enrich.probe.Tier;
import dev.unmask.schemas.endpoint.Endpoints;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class VisitsTest {
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Queue<CompletableFuture<HostReport>> begun = new ConcurrentLinkedQueue<>();

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void a_visit_takes_what_it_may_need_and_gives_back_what_it_did_not() {
    var visits = visits(Visits.MOST_CONNECTIONS);
    visits.visit(new Task(), host("8.8.8.1"));
    assertThat(begun).hasSize(1);
    visits.visit(new Task(), host("8.8.8.2"));
    assertThat(begun).hasSize(1); // the whole second's worth of the subnet is taken

    begun.element().complete(report(1));
    visits.visit(new Task(), host("8.8.8.3"));

    await().until(() -> begun.size() == 3);
  }

  @Test
  void who_is_taken_back_while_waiting_is_not_visited() {
    var visits = visits(Visits.MOST_CONNECTIONS);
    var task = new Task();
    visits.visit(new Task(), host("8.8.8.1"));
    var waiting = visits.visit(task, host("8.8.8.2"));

    task.done().cancel(true);

    await().until(waiting::isDone);
    assertThat(waiting).isCompletedExceptionally();
    assertThat(begun).hasSize(1);
  }

  private Visits visits(int subnetRate) {
    return new Visits(this::begin, new Pace(10_000, subnetRate, Visits.MOST_CONNECTIONS, timer));
  }

  private CompletableFuture<HostReport> begin(HostTarget target) {
    var report = new CompletableFuture<HostReport>();
    begun.add(report);
    return report;
  }

  private static HostTarget host(String ip) {
    return new HostTarget(
        Endpoints.of(ip, 443, Transport.TCP), Optional.empty(), Optional.empty(), Tier.FULL);
  }

  private static HostReport report(int connections) {
    return new HostReport(
        Instant.EPOCH,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        connections);
  }
}
