package dev.unmask.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Outcome;
import dev.unmask.avro.PassiveReason;
import dev.unmask.enrich.queue.QueueState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class EnrichMetricsTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_000);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final EnrichMetrics metrics = new EnrichMetrics(meters);

  @Test
  void every_finish_is_counted_once_and_says_how() {
    metrics.finished(new Finish.Probed(Outcome.SUCCESS, 3));
    metrics.finished(new Finish.Probed(Outcome.CONNECTION_REFUSED, 1));
    metrics.finished(new Finish.Passive(PassiveReason.OUT_OF_SCOPE));
    metrics.finished(new Finish.Forwarded());
    metrics.finished(new Finish.Dead());
    metrics.released();

    assertThat(count("probed", "outcome", "SUCCESS")).isEqualTo(1);
    assertThat(count("probed", "outcome", "CONNECTION_REFUSED")).isEqualTo(1);
    assertThat(count("passive", "reason", "OUT_OF_SCOPE")).isEqualTo(1);
    assertThat(count("forwarded")).isEqualTo(1);
    assertThat(count("dead")).isEqualTo(1);
    assertThat(count("released")).isEqualTo(1);
    assertThat(count("connections")).isEqualTo(4);
  }

  @Test
  void what_is_before_the_queue_is_shown_and_lag_as_the_age_of_the_oldest_too() {
    var state =
        new AtomicReference<>(
            new QueueState(3, 1, 2, 1, 28_000, OptionalLong.of(7), OptionalLong.of(990_000)));
    metrics.watch(state::get, Clock.fixed(NOW, ZoneOffset.UTC));

    assertThat(gauge("partitions")).isEqualTo(3);
    assertThat(gauge("inflight")).isEqualTo(2);
    assertThat(gauge("waiting")).isEqualTo(1);
    assertThat(gauge("careful")).isEqualTo(1);
    assertThat(gauge("held.bytes")).isEqualTo(28_000);
    assertThat(gauge("lag")).isEqualTo(7);
    assertThat(gauge("oldest.age.seconds")).isEqualTo(10);
  }

  @Test
  void the_time_spent_waiting_for_rates_is_counted_when_it_ends() {
    var turn = new CompletableFuture<Void>();
    metrics.waitsForRates(turn);
    assertThat(meters.get("unmask.enrich.rate.wait").timer().count()).isZero();

    turn.complete(null);

    assertThat(meters.get("unmask.enrich.rate.wait").timer().count()).isEqualTo(1);
  }

  @Test
  void a_lag_that_is_not_known_is_not_zero() {
    var state = new QueueState(0, 0, 0, 0, 0, OptionalLong.empty(), OptionalLong.empty());
    metrics.watch(() -> state, Clock.fixed(NOW, ZoneOffset.UTC));

    assertThat(gauge("lag")).isNaN();
    assertThat(gauge("oldest.age.seconds")).isZero();
  }

  private double count(String name, String... tags) {
    return meters.get("unmask.enrich." + name).tags(tags).counter().count();
  }

  private double gauge(String name) {
    return meters.get("unmask.enrich." + name).gauge().value();
  }
}
