package dev.unmask.enrich.probe.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Outcome;
import dev.unmask.avro.RoundTripProbe;
import dev.unmask.avro.RoundTripSample;
import dev.unmask.enrich.probe.peers.Conducts;
import dev.unmask.enrich.probe.peers.DelayingRelay;
import dev.unmask.enrich.probe.peers.DelayingRelay.Dials;
import dev.unmask.enrich.probe.peers.Identity;
import dev.unmask.enrich.probe.peers.Peers;
import dev.unmask.enrich.probe.peers.Pki;
import dev.unmask.enrich.probe.peers.Probing;
import dev.unmask.enrich.probe.peers.Relay;
import dev.unmask.enrich.probe.peers.Visiting;
import dev.unmask.enrich.probe.visit.Tier;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/** Six connections, and where the time goes. */
@Isolated
class RoundTripsTest {

  private static final int LEG = 100;
  private static final long LATE = Duration.ofSeconds(1).toNanos();

  @RegisterExtension final Peers peers = new Peers();
  @RegisterExtension final DelayingRelay relay = new DelayingRelay(LEG);

  @RegisterExtension
  final Visiting visiting =
      new Visiting(Probing.settings().withSilence(Duration.ofMillis(400), Duration.ofMillis(400)));

  private final Identity server = Pki.root("Test Root").leaf(Probing.NAME);

  /** Connect, first flight and next round trip in legs: 0 / 2 / 1 and so on. */
  @Test
  void legs_tell_when_a_relay_dials() {
    int origin = peers.tls(server, "TLSv1.3", Conducts.silent());
    CompletableFuture<RoundTripProbe> direct = begin(origin);
    CompletableFuture<RoundTripProbe> atAccept =
        begin(peers.tcp(relay.to(origin, Dials.AT_ACCEPT)));
    CompletableFuture<RoundTripProbe> afterHello =
        begin(peers.tcp(relay.to(origin, Dials.AFTER_THE_HELLO)));

    assertLegs(direct.join(), 0, 0, 0);
    assertLegs(atAccept.join(), 2, 1, 1);
    assertLegs(afterHello.join(), 2, 2, 1);
  }

  @Test
  void older_versions_have_the_same_legs() {
    int origin = peers.tls(server, "TLSv1.2", Conducts.silent());

    assertLegs(begin(peers.tcp(relay.to(origin, Dials.AFTER_THE_HELLO))).join(), 2, 2, 1);
  }

  @Test
  void record_that_draws_nothing_is_not_waited_for_again() {
    int origin = peers.tls(server, "TLSv1.3", Conducts.silent());
    int port = peers.tcp(Relay.to(origin, 1, Conducts.silent()));
    long begun = System.nanoTime();

    RoundTripProbe probe = begin(port).join();

    assertThat(probe.getOutcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(probe.getDetail()).isNotEmpty();
    assertThat(probe.getSamples()).hasSize(6);
    assertThat(probe.getSamples())
        .allSatisfy(
            sample -> {
              assertThat(sample.getFirstFlightNanos()).isPositive();
              assertThat(sample.getNextRoundTripNanos()).isNull();
            });
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .as("three rests, one silence")
        .isBetween(Duration.ofMillis(3_400), Duration.ofSeconds(10));
  }

  @Test
  void handshake_that_fails_ends_the_samples() {
    int port =
        peers.tcp(
            Conducts.firstThen(
                Peers.overTls(server, "TLSv1.3", Conducts.silent()), Conducts.closing()));

    RoundTripProbe probe = begin(port).join();

    assertThat(probe.getOutcome()).isEqualTo(Outcome.CONNECTION_CLOSED);
    assertThat(probe.getSamples())
        .extracting(RoundTripSample::getOutcome)
        .containsExactly(Outcome.SUCCESS, Outcome.CONNECTION_CLOSED);
    assertThat(probe.getSamples().get(1).getHelloDelayNanos()).isEqualTo(LATE);
  }

  private CompletableFuture<RoundTripProbe> begin(int port) {
    return CompletableFuture.supplyAsync(
        () -> (RoundTripProbe) visiting.ask(new RoundTrips(), Probing.target(port, Tier.TIMINGS)));
  }

  private static void assertLegs(RoundTripProbe probe, int atOnce, int late, int next) {
    assertThat(probe.getOutcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(probe.getSamples())
        .extracting(RoundTripSample::getHelloDelayNanos)
        .containsExactly(0L, LATE, 0L, LATE, 0L, LATE);
    assertThat(legs(probe, 0, RoundTripSample::getConnectNanos)).isZero();
    assertThat(legs(probe, LATE, RoundTripSample::getConnectNanos)).isZero();
    assertThat(legs(probe, 0, RoundTripSample::getFirstFlightNanos)).isEqualTo(atOnce);
    assertThat(legs(probe, LATE, RoundTripSample::getFirstFlightNanos)).isEqualTo(late);
    assertThat(legs(probe, 0, RoundTripSample::getNextRoundTripNanos)).isEqualTo(next);
    assertThat(legs(probe, LATE, RoundTripSample::getNextRoundTripNanos)).isEqualTo(next);
  }

  /**
   * The minimum, in whole legs: cryptography and a busy machine may take three quarters of one
   * more; a relay that dials at once may be a quarter ahead of the hello.
   */
  private static long legs(
      RoundTripProbe probe, long delay, Function<RoundTripSample, Long> nanos) {
    long leg = Duration.ofMillis(LEG).toNanos();
    long least =
        probe.getSamples().stream()
            .filter(sample -> sample.getHelloDelayNanos() == delay)
            .map(nanos)
            .filter(Objects::nonNull)
            .mapToLong(Long::longValue)
            .min()
            .orElse(-leg);
    return Math.floorDiv(least + leg / 4, leg);
  }
}
