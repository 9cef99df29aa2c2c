package dev.unmask.classify;

import static dev.unmask.classify.ObservationBuilder.anObservation;
import static dev.unmask.classify.ObservationBuilder.host;
import static dev.unmask.classify.ObservationBuilder.leaf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.HostVerdict;
import dev.unmask.avro.LivenessResult;
import dev.unmask.avro.Observation;
import dev.unmask.avro.Verdict;
import dev.unmask.avro.VerdictKind;
import dev.unmask.classify.topology.latest.Expiry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An endpoint that was not seen for long leaves its cluster. */
class ExpiryTopologyTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final long DAY = Duration.ofDays(1).toSeconds();

  @TempDir Path directory;

  @Test
  void who_was_not_seen_for_that_time_is_counted_no_more_and_taken_back() throws IOException {
    try (TopologyDriver driver = driver("live", Optional.empty())) {
      driver.observe(anObservation().from(host(1)).build());
      driver.observe(anObservation().from(host(2)).at(6 * DAY).build());
      driver.settle();
      assertThat(last(driver.verdicts()).getHosts().getTotal()).isEqualTo(2);
      assertThat(driver.hostVerdicts()).hasSize(2);

      driver.jump(Duration.ofDays(8));
      driver.settle();

      Verdict verdict = last(driver.verdicts());
      assertThat(verdict.getHosts().getTotal()).isEqualTo(1);
      assertThat(verdict.getFirstSeen()).as("that it was seen remains").isEqualTo(START);
      List<TestRecord<String, HostVerdict>> told = driver.hostVerdicts();
      assertThat(told).extracting(TestRecord::key).containsExactly(host(1));
      assertThat(told.get(0).value()).as("a tombstone").isNull();
      assertThat(driver.counted("expired")).isEqualTo(1);
      assertThat(driver.counters().backlog().empty()).isTrue();
    }
  }

  @Test
  void who_is_seen_again_is_counted_again() throws IOException {
    try (TopologyDriver driver = driver("again", Optional.empty())) {
      driver.observe(anObservation().build());
      driver.settle();
      driver.jump(Duration.ofDays(8));
      driver.settle();
      assertThat(last(driver.verdicts()).getHosts().getTotal()).isZero();
      driver.hostVerdicts();

      driver.observe(anObservation().at(8 * DAY).build());
      driver.settle();

      assertThat(last(driver.verdicts()).getHosts().getTotal()).isEqualTo(1);
      assertThat(last(driver.hostVerdicts()).value().getFingerprint()).isEqualTo(leaf(1));
    }
  }

  @Test
  void what_a_probe_found_expires_before_the_host_that_is_still_crawled() throws IOException {
    try (TopologyDriver driver = driver("probe", Optional.empty())) {
      driver.observe(anObservation().probed(leaf(1), LivenessResult.HELD).build());
      driver.observe(anObservation().at(6 * DAY).build());
      driver.settle();
      assertThat(last(driver.verdicts()).getKind()).isEqualTo(VerdictKind.TLS_RELAY);

      driver.jump(Duration.ofDays(8));
      driver.settle();

      Verdict verdict = last(driver.verdicts());
      assertThat(verdict.getKind()).isEqualTo(VerdictKind.INCONCLUSIVE);
      assertThat(verdict.getHosts().getTotal()).isEqualTo(1);
    }
  }

  @Test
  void an_epoch_that_is_not_live_lets_a_host_expire_when_what_is_public_of_it_is_taken_away()
      throws IOException {
    try (TopologyDriver driver = shadow()) {
      driver.observe(anObservation().from(host(1)).build());
      driver.stands(host(1), HostVerdict.newBuilder().setFingerprint(leaf(1)).build());
      driver.settle();

      driver.jump(Duration.ofDays(8));
      driver.settle();
      assertThat(driver.counted("expired")).as("nobody would take it away").isZero();

      driver.stands(host(1), null);
      driver.jump(Duration.ofHours(1));
      driver.settle();
      assertThat(driver.counted("expired")).isEqualTo(1);
      assertThat(last(driver.drafts()).getHosts().getTotal()).isZero();
    }
  }

  @Test
  void nor_does_it_forget_such_a_host_that_was_seen_by_who_comes_late() throws IOException {
    try (TopologyDriver driver = shadow()) {
      driver.jump(Duration.ofDays(8));
      driver.stands(host(1), HostVerdict.newBuilder().setFingerprint(leaf(1)).build());
      driver.observe(anObservation().from(host(1)).build());
      driver.settle();
      assertThat(last(driver.drafts()).getHosts().getTotal()).isEqualTo(1);
    }
  }

  @Test
  void an_endpoint_that_was_seen_too_long_ago_and_is_seen_again_as_long_ago_is_taken_back()
      throws IOException {
    try (TopologyDriver driver = driver("late", Optional.empty())) {
      driver.observe(anObservation().build());
      driver.settle();
      assertThat(driver.hostVerdicts()).hasSize(1);

      driver.jump(Duration.ofDays(8));
      driver.observe(anObservation().at(60).build());
      driver.settle();

      assertThat(last(driver.hostVerdicts()).value()).as("a tombstone").isNull();
    }
  }

  private TopologyDriver shadow() {
    return TopologyDriver.shadow(
        directory.resolve("shadow"),
        new SimpleJudge(),
        Optional.of(new Expiry(Duration.ofDays(7), Optional.empty())),
        START);
  }

  @Test
  void of_a_stretch_of_the_past_the_result_does_not_depend_on_order() throws IOException {
    RandomInternet internet = new RandomInternet(25, 6, (int) (14 * DAY));
    List<Observation> observations = internet.observations(150, new Random(3));

    Map<String, Verdict> inOrder = replay("in-order", observations);
    Map<String, Verdict> shuffled =
        replay("shuffled", RandomInternet.shuffled(observations, new Random(4)));

    assertThat(digests(shuffled)).isEqualTo(digests(inOrder));
    assertThat(inOrder.values().stream().mapToLong(v -> v.getHosts().getTotal()).sum())
        .as("some have expired")
        .isBetween(5L, 24L);
  }

  private Map<String, Verdict> replay(String name, List<Observation> observations)
      throws IOException {
    Map<String, Verdict> verdicts = new HashMap<>();
    try (TopologyDriver driver = driver(name, Optional.of(START.plus(Duration.ofDays(14))))) {
      observations.forEach(driver::observe);
      driver.settle();
      driver.verdicts().forEach(verdict -> verdicts.put(verdict.getFingerprint(), verdict));
    }
    return verdicts;
  }

  private static Map<String, String> digests(Map<String, Verdict> verdicts) {
    Map<String, String> digests = new HashMap<>();
    verdicts.forEach((leaf, verdict) -> digests.put(leaf, verdict.getDigest()));
    return digests;
  }

  private TopologyDriver driver(String name, Optional<Instant> at) {
    return new TopologyDriver(
        directory.resolve(name),
        new SimpleJudge(),
        Optional.of(new Expiry(Duration.ofDays(7), at)),
        START);
  }

  private static <T> T last(List<T> all) {
    assertThat(all).isNotEmpty();
    return all.get(all.size() - 1);
  }
}
