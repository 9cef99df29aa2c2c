package dev.unmask.enrich.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.unmask.avro.ApplicationAnswer;
import dev.unmask.avro.Endpoint;
import dev.unmask.avro.LivenessResult;
import dev.unmask.avro.Outcome;
import dev.unmask.avro.TlsEngine;
import dev.unmask.avro.TlsProbe;
import dev.unmask.enrich.chain.ChainJudge;
import dev.unmask.enrich.chain.TrustStores;
import dev.unmask.enrich.probe.peers.Conducts;
import dev.unmask.enrich.probe.peers.Identity;
import dev.unmask.enrich.probe.peers.Peers;
import dev.unmask.enrich.probe.peers.Pki;
import dev.unmask.enrich.probe.peers.Probing;
import dev.unmask.enrich.probe.visit.HostTarget;
import dev.unmask.enrich.probe.visit.ProberSettings;
import dev.unmask.enrich.probe.visit.Tier;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/** What is promised of a host as a whole. */
@Isolated
class HostProberTest {

  @RegisterExtension final Peers peers = new Peers();

  private final Identity server = Pki.root("Test Root").leaf(Probing.NAME);

  @Test
  void gate_is_asked_before_each_connect_and_its_outcome_is_the_probes() {
    AtomicInteger asked = new AtomicInteger();
    int port = peers.tcp(Conducts.silent());
    try (HostProber prober =
        prober(
            Probing.settings(),
            address -> {
              asked.incrementAndGet();
              return Optional.of(Outcome.BLOCKLISTED_TARGET);
            })) {

      HostReport report = Probing.await(prober.probe(Probing.target(port, Tier.APPLICATION)));

      assertThat(report.tls().orElseThrow().getOutcome()).isEqualTo(Outcome.BLOCKLISTED_TARGET);
      assertThat(report.openVpn().get(0).getConnect()).isEqualTo(Outcome.BLOCKLISTED_TARGET);
      assertThat(report.liveness().orElseThrow().getOutcome())
          .isEqualTo(Outcome.BLOCKLISTED_TARGET);
      assertThat(report.connections()).isZero();
    }
    assertThat(asked).as("TLS, and the VPN port by TCP and UDP").hasValue(3);
    assertThat(peers.met()).isZero();
  }

  @Test
  void gate_that_closes_in_between_stops_the_next_connect() {
    AtomicInteger asked = new AtomicInteger();
    int port = peers.tls(server, "TLSv1.3", Conducts.silent());
    try (HostProber prober =
        prober(
            Probing.settings().withVpnPort(peers.tcp(Conducts.silent())),
            address ->
                asked.getAndIncrement() == 0
                    ? Optional.empty()
                    : Optional.of(Outcome.POLICY_SKIPPED))) {

      HostReport report = Probing.await(prober.probe(Probing.target(port, Tier.APPLICATION)));

      assertThat(report.tls().orElseThrow().getOutcome()).isEqualTo(Outcome.SUCCESS);
      assertThat(report.openVpn().get(0).getOutcome()).isEqualTo(Outcome.POLICY_SKIPPED);
      assertThat(report.connections()).isEqualTo(1);
    }
  }

  @Test
  void one_address_never_has_two_connections_at_once() {
    int first = peers.tls(server, "TLSv1.2", Conducts.silent());
    int second = peers.tls(server, "TLSv1.3", Conducts.silent());
    int vpn = peers.tcp(Conducts.silent());
    try (HostProber prober = open(Probing.settings().withVpnPort(vpn))) {
      List<CompletableFuture<HostReport>> reports = new ArrayList<>();
      for (int port : List.of(first, second, first)) {
        reports.add(prober.probe(Probing.target(port, Tier.APPLICATION)));
      }

      assertThat(reports)
          .allSatisfy(
              report ->
                  assertThat(Probing.await(report).tls().orElseThrow().getOutcome())
                      .isEqualTo(Outcome.SUCCESS));
    }
    assertThat(peers.met()).isEqualTo(6);
    assertThat(peers.mostPresent()).as("one ends as the next begins").isLessThanOrEqualTo(2);
  }

  @Test
  void good_host_does_not_wait_behind_hosts_that_say_nothing() {
    int port = peers.tls(server, "TLSv1.3", Conducts.silent());
    int tarpit = peers.tarpitEverywhere();
    Duration patience = Duration.ofMinutes(2);
    try (HostProber prober =
        open(
            Probing.settings()
                .with(t -> t.withConnecting(patience, patience).withHostDeadline(patience)))) {
      List<CompletableFuture<HostReport>> tarpits = new ArrayList<>();
      for (int i = 0; i < 1_200; i++) {
        String address = "127.8.%d.%d".formatted(i / 250, 1 + i % 250);
        tarpits.add(prober.probe(Probing.target(address, tarpit, Tier.HANDSHAKE)));
      }

      HostReport good = Probing.await(prober.probe(Probing.target(port, Tier.HANDSHAKE)));

      assertThat(good.tls().orElseThrow().getOutcome()).isEqualTo(Outcome.SUCCESS);
      assertThat(tarpits).as("nobody gave up on one meanwhile").noneMatch(Future::isDone);
    }
  }

  @Test
  void host_deadline_is_kept_and_what_was_not_tested_says_so() {
    Duration deadline = Duration.ofMillis(2_500);
    int port = peers.tls(server, "TLSv1.2", Conducts.silent());
    ProberSettings slow =
        Probing.settings()
            .withSilence(Duration.ofSeconds(20), Duration.ofSeconds(20))
            .withHostDeadline(deadline);
    try (HostProber prober = open(slow)) {
      long begun = System.nanoTime();

      HostReport report = Probing.await(prober.probe(Probing.target(port, Tier.APPLICATION)));

      Duration taken = Duration.ofNanos(System.nanoTime() - begun);
      assertThat(taken).isBetween(deadline, deadline.plusSeconds(2));
      assertThat(report.tls().orElseThrow().getOutcome()).isEqualTo(Outcome.SUCCESS);
      assertThat(report.application().orElseThrow().getAnswer())
          .as("silence was cut short, so it is none")
          .isEqualTo(ApplicationAnswer.NOT_TESTED);
      assertThat(report.application().orElseThrow().getOutcome()).isEqualTo(Outcome.IO_TIMEOUT);
      assertThat(report.liveness().orElseThrow().getResult()).isEqualTo(LivenessResult.NOT_TESTED);
      assertThat(report.openVpn().get(0).getConnect()).isEqualTo(Outcome.POLICY_SKIPPED);
    }
  }

  @Test
  void close_completes_every_report_with_what_was_seen() {
    int port = peers.tls(server, "TLSv1.2", Conducts.silent());
    HostProber prober =
        open(Probing.settings().withSilence(Duration.ofSeconds(30), Duration.ofSeconds(30)));
    CompletableFuture<HostReport> running = prober.probe(Probing.target(port, Tier.APPLICATION));
    CompletableFuture<HostReport> waiting = prober.probe(Probing.target(port, Tier.APPLICATION));
    await().until(() -> peers.met() == 1);

    prober.close();

    assertThat(running).isCompleted();
    assertThat(running.join().liveness().orElseThrow().getOutcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(waiting).isCompleted();
    assertThat(waiting.join().tls().orElseThrow().getOutcome()).isEqualTo(Outcome.CANCELLED);
  }

  @Test
  void cancelling_a_report_ends_its_visit_at_once() {
    int port = peers.tls(server, "TLSv1.2", Conducts.silent());
    try (HostProber prober =
        open(Probing.settings().withSilence(Duration.ofSeconds(30), Duration.ofSeconds(30)))) {
      CompletableFuture<HostReport> running = prober.probe(Probing.target(port, Tier.APPLICATION));
      await().until(() -> peers.present() == 1);

      running.cancel(true);

      await().atMost(Duration.ofSeconds(5)).until(() -> peers.present() == 0);
      HostReport next = Probing.await(prober.probe(Probing.target(port, Tier.HANDSHAKE)));
      assertThat(next.tls().orElseThrow().getOutcome()).isEqualTo(Outcome.SUCCESS);
    }
  }

  @Test
  void no_connection_is_begun_before_its_turn_and_waiting_takes_no_time_from_the_host() {
    int port = peers.tls(server, "TLSv1.2", Conducts.silent());
    Queue<CompletableFuture<Void>> turns = new ConcurrentLinkedQueue<>();
    Function<HostTarget, CompletableFuture<Void>> pace =
        target -> {
          CompletableFuture<Void> turn = new CompletableFuture<>();
          turns.add(turn);
          return turn;
        };
    Duration deadline = Duration.ofSeconds(4);
    try (HostProber prober =
        prober(Probing.settings().withHostDeadline(deadline), address -> Optional.empty(), pace)) {
      CompletableFuture<HostReport> report = prober.probe(Probing.target(port, Tier.APPLICATION));

      await().until(() -> turns.size() == 1);
      assertThat(peers.met()).isZero();
      turns.remove().complete(null);
      await().until(() -> turns.size() == 1);
      assertThat(peers.met()).isEqualTo(1);
      await()
          .during(deadline.plusSeconds(1))
          .atMost(Duration.ofSeconds(30))
          .until(() -> !report.isDone());
      turns.remove().complete(null);
      await().until(() -> turns.size() == 1);
      turns.remove().complete(null);

      assertThat(Probing.await(report).openVpn().get(0).getConnect())
          .isEqualTo(Outcome.CONNECTION_REFUSED);
    }
  }

  @Test
  void probe_after_close_is_cancelled() {
    HostProber prober = open(Probing.settings());
    prober.close();

    CompletableFuture<HostReport> late = prober.probe(Probing.target(443, Tier.HANDSHAKE));

    assertThat(Probing.await(late).tls().orElseThrow().getOutcome()).isEqualTo(Outcome.CANCELLED);
  }

  @Test
  void engine_of_the_jdk_does_in_its_stead() {
    int port = peers.tls(server, "TLSv1.3", Conducts.silent());
    try (HostProber prober = open(Probing.settings().withJdkTls())) {

      HostReport report = Probing.await(prober.probe(Probing.target(port, Tier.APPLICATION)));

      TlsProbe tls = report.tls().orElseThrow();
      assertThat(tls.getOutcome()).isEqualTo(Outcome.SUCCESS);
      assertThat(tls.getEngine()).isEqualTo(TlsEngine.JDK);
      assertThat(report.chain()).containsExactlyElementsOf(server.ders());
      assertThat(report.liveness().orElseThrow().getResult()).isEqualTo(LivenessResult.ALERT);
    }
  }

  @Test
  void name_that_is_none_is_neither_sent_nor_checked() {
    for (String none :
        List.of("", "10.0.0.1", "*.example.com", "a b.example.com", "x\r\nEvil: y", "a..b")) {
      HostTarget target =
          new HostTarget(
              endpoint("127.0.0.1", 443),
              Optional.of(none),
              Optional.empty(),
              OptionalLong.empty(),
              false,
              Tier.APPLICATION);

      assertThat(target.serverName()).as(none).isEmpty();
    }
  }

  @Test
  void name_is_taken_in_lower_case_without_its_final_dot() {
    HostTarget target =
        new HostTarget(
            endpoint("127.0.0.1", 443),
            Optional.of("WWW.Example_1.COM."),
            Optional.empty(),
            OptionalLong.empty(),
            false,
            Tier.APPLICATION);

    assertThat(target.serverName()).contains("www.example_1.com");
  }

  @Test
  void target_without_an_address_is_refused() {
    assertThatThrownBy(
            () ->
                new HostTarget(
                    endpoint("localhost", 443),
                    Optional.empty(),
                    Optional.empty(),
                    OptionalLong.empty(),
                    false,
                    Tier.APPLICATION))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new HostTarget(
                    endpoint("127.0.0.1", 0),
                    Optional.empty(),
                    Optional.empty(),
                    OptionalLong.empty(),
                    false,
                    Tier.APPLICATION))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Endpoint endpoint(String ip, int port) {
    return Endpoint.newBuilder().setIp(ip).setPort(port).build();
  }

  private static HostProber open(ProberSettings settings) {
    return prober(settings, address -> Optional.empty());
  }

  private static HostProber prober(
      ProberSettings settings, Function<InetAddress, Optional<Outcome>> gate) {
    return prober(settings, gate, target -> CompletableFuture.completedFuture(null));
  }

  private static HostProber prober(
      ProberSettings settings,
      Function<InetAddress, Optional<Outcome>> gate,
      Function<HostTarget, CompletableFuture<Void>> pace) {
    return new HostProber(
        settings, gate, pace, new ChainJudge(TrustStores.load(List.of())), "unmask/test");
  }
}
