package dev.unmask.classify;

import static dev.unmask.classify.ObservationBuilder.anObservation;
import static dev.unmask.classify.ObservationBuilder.host;
import static dev.unmask.classify.ObservationBuilder.leaf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Certificate;
import dev.unmask.avro.Hint;
import dev.unmask.avro.HostVerdict;
import dev.unmask.avro.LivenessResult;
import dev.unmask.avro.Role;
import dev.unmask.avro.RoleSample;
import dev.unmask.avro.Verdict;
import dev.unmask.avro.VerdictKind;
import dev.unmask.classify.topology.verdict.Judge;
import dev.unmask.classify.topology.verdict.VerdictDigest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifyTopologyTest {

  private TopologyDriver driver;

  @BeforeEach
  void start(@TempDir Path directory) {
    driver = new TopologyDriver(directory);
  }

  @AfterEach
  void stop() throws IOException {
    driver.close();
  }

  @Test
  void one_host_makes_one_verdict_a_second_later() {
    driver.observe(anObservation().build());

    driver.pass(Duration.ofMillis(800));
    assertThat(driver.verdicts()).isEmpty();
    driver.pass(Duration.ofMillis(400));

    List<Verdict> verdicts = driver.verdicts();
    assertThat(verdicts).hasSize(1);
    Verdict verdict = verdicts.get(0);
    assertThat(verdict.getFingerprint()).isEqualTo(leaf(1));
    assertThat(verdict.getRevision()).isEqualTo(1);
    assertThat(verdict.getReplaces()).isNull();
    assertThat(verdict.getKind()).isEqualTo(VerdictKind.INCONCLUSIVE);
    assertThat(verdict.getHosts().getTotal()).isEqualTo(1);
    assertThat(verdict.getHosts().getByNetwork()).containsEntry("AS64500", 1L);
    assertThat(verdict.getHosts().getByOutcome()).containsEntry("NOT_PROBED", 1L);
    assertThat(verdict.getSamples().get(0).getEndpoints()).containsExactly("192.0.2.1:443/tcp");
    assertThat(verdict.getRulesetVersion()).isEqualTo("rules-1");
    assertThat(verdict.getRunId()).isEqualTo("run-1");
    assertThat(verdict.getEmittedAt()).isEqualTo(Instant.ofEpochSecond(1_001));
    assertThat(driver.currentVerdicts()).isEqualTo(verdicts);
    driver.settle();
    assertThat(driver.verdicts()).isEmpty();
  }

  @Test
  void the_digest_of_a_verdict_can_be_checked_by_who_reads_it() {
    driver.observe(anObservation().build());
    driver.settle();

    Verdict read = driver.verdicts().get(0);

    assertThat(VerdictDigest.of(read)).isEqualTo(read.getDigest());
    assertThat(VerdictDigest.of(Verdict.newBuilder(read).setRevision(7).setRunId("other").build()))
        .isEqualTo(read.getDigest());
    assertThat(VerdictDigest.of(Verdict.newBuilder(read).setConfidence(0.5).build()))
        .isNotEqualTo(read.getDigest());
  }

  @Test
  void a_verdict_that_changes_says_what_it_replaces() {
    driver.observe(anObservation().build());
    driver.settle();
    Verdict first = driver.verdicts().get(0);

    driver.observe(anObservation().at(60).probed(leaf(1), LivenessResult.HELD).build());
    driver.settle();

    List<Verdict> later = driver.verdicts();
    assertThat(later).hasSize(1);
    assertThat(later.get(0).getKind()).isEqualTo(VerdictKind.TLS_RELAY);
    assertThat(later.get(0).getRevision()).isEqualTo(2);
    assertThat(later.get(0).getReplaces().getRevision()).isEqualTo(1);
    assertThat(later.get(0).getReplaces().getDigest()).isEqualTo(first.getDigest());
    assertThat(later.get(0).getFirstSeen()).isEqualTo(first.getFirstSeen());
  }

  @Test
  void a_duplicate_changes_nothing() {
    driver.observe(anObservation().build(), anObservation().build());
    driver.settle();
    driver.observe(anObservation().build());
    driver.settle();

    assertThat(driver.verdicts()).hasSize(1);
    assertThat(driver.hostVerdicts()).hasSize(1);
    assertThat(driver.counted("duplicates")).isEqualTo(2);
    assertThat(driver.counted("observations"))
        .isEqualTo(driver.counted("newer") + driver.counted("late") + driver.counted("duplicates"));
  }

  @Test
  void a_host_that_is_only_seen_again_is_judged_when_it_has_been_quiet(@TempDir Path other)
      throws IOException {
    AtomicInteger judged = new AtomicInteger();
    Judge counting =
        (profile, certificate) -> {
          judged.incrementAndGet();
          return new SimpleJudge().of(profile, certificate);
        };
    try (TopologyDriver crawled = new TopologyDriver(other, counting)) {
      crawled.observe(anObservation().at(10).build());
      crawled.settle();
      int before = judged.get();

      crawled.observe(anObservation().at(60).build());
      crawled.pass(Duration.ofSeconds(5));
      assertThat(judged).hasValue(before);
      crawled.settle();

      assertThat(judged).hasValue(before + 1);
      assertThat(last(crawled.verdicts()).getLastSeen())
          .isEqualTo(Instant.parse("2026-01-01T00:01:00Z"));
    }
  }

  @Test
  void an_observation_without_a_certificate_is_counted_and_dropped() {
    driver.observe(anObservation().claiming(null).build());
    driver.observe(anObservation().claiming("not a fingerprint").build());
    driver.settle();

    assertThat(driver.verdicts()).isEmpty();
    assertThat(driver.counted("without.fingerprint")).isEqualTo(2);
  }

  @Test
  void a_recrawl_does_not_erase_what_a_probe_found() {
    driver.observe(anObservation().at(10).probed(leaf(1), LivenessResult.HELD).build());
    driver.observe(anObservation().at(99).build());
    driver.settle();

    Verdict last = last(driver.verdicts());
    assertThat(last.getKind()).isEqualTo(VerdictKind.TLS_RELAY);
    assertThat(last.getLastSeen()).isEqualTo(Instant.parse("2026-01-01T00:01:39Z"));
  }

  @Test
  void a_host_that_shows_another_certificate_has_left_the_first() {
    driver.observe(anObservation().at(10).build());
    driver.settle();
    driver.verdicts();
    driver.observe(anObservation().at(20).claiming(leaf(2)).build());
    driver.settle();

    List<Verdict> verdicts = driver.verdicts();
    Verdict left = verdictOn(leaf(1), verdicts);
    assertThat(left.getHosts().getTotal()).isZero();
    assertThat(left.getHosts().getChanged()).isEqualTo(1);
    assertThat(left.getSamples()).extracting(RoleSample::getRole).containsExactly(Role.CHANGED);
    assertThat(left.getSamples().get(0).getEndpoints()).containsExactly("192.0.2.1:443/tcp");
    assertThat(verdictOn(leaf(2), verdicts).getHosts().getTotal()).isEqualTo(1);
    HostVerdict host = last(driver.hostVerdicts()).value();
    assertThat(host.getFingerprint()).isEqualTo(leaf(2));
    assertThat(host.getPreviousFingerprint()).isEqualTo(leaf(1));
    assertThat(host.getRole()).isEqualTo(Role.CHANGED);
  }

  @Test
  void a_live_leaf_other_than_the_banners_makes_the_host_changed_at_the_banners() {
    driver.observe(anObservation().at(20).bannerAt(5).probed(leaf(2), LivenessResult.HELD).build());
    driver.settle();

    List<Verdict> verdicts = driver.verdicts();
    assertThat(verdictOn(leaf(1), verdicts).getHosts().getTotal()).isZero();
    assertThat(verdictOn(leaf(1), verdicts).getHosts().getChanged()).isEqualTo(1);
    assertThat(verdictOn(leaf(2), verdicts).getKind()).isEqualTo(VerdictKind.TLS_RELAY);
    HostVerdict host = last(driver.hostVerdicts()).value();
    assertThat(host.getRole()).isEqualTo(Role.HANDSHAKE_RELAY);
    assertThat(host.getPreviousFingerprint()).isEqualTo(leaf(1));
  }

  @Test
  void the_whole_cluster_is_told_when_its_kind_changes() {
    for (int i = 0; i < 3; i++) {
      driver.observe(anObservation().from(host(i)).probed(leaf(1), LivenessResult.ALERT).build());
    }
    driver.observe(anObservation().from(host(9)).probed(leaf(1), LivenessResult.HELD).build());
    driver.settle();
    assertThat(driver.hostVerdicts())
        .hasSize(4)
        .allSatisfy(host -> assertThat(host.value().getRole()).isEqualTo(Role.UNDETERMINED));

    for (int i = 10; i < 13; i++) {
      driver.observe(anObservation().from(host(i)).probed(leaf(1), LivenessResult.HELD).build());
    }
    driver.settle();

    List<TestRecord<String, HostVerdict>> told = driver.hostVerdicts();
    assertThat(told)
        .filteredOn(host -> host.value().getVerdict() == VerdictKind.TLS_RELAY)
        .hasSize(7);
    assertThat(told)
        .filteredOn(host -> host.value().getRole() == Role.HANDSHAKE_RELAY)
        .extracting(TestRecord::key)
        .containsExactlyInAnyOrder(host(9), host(10), host(11), host(12));
    assertThat(driver.counters().backlog().empty()).isTrue();
  }

  @Test
  void a_host_verdict_bears_the_time_of_its_observation() {
    driver.observe(anObservation().at(100).build());
    driver.settle();

    TestRecord<String, HostVerdict> told = driver.hostVerdicts().get(0);

    assertThat(told.key()).isEqualTo("192.0.2.1:443/tcp");
    assertThat(told.timestamp()).isEqualTo(told.value().getObservedAt().toEpochMilli());
    assertThat(told.value().getObservedAt()).isEqualTo(Instant.parse("2026-01-01T00:01:40Z"));
    assertThat(told.value().getAsn()).isEqualTo(64500);
    assertThat(told.value().getCountry()).isEqualTo("NL");
  }

  @Test
  void a_certificate_makes_its_cluster_be_assessed_anew_and_alone_makes_no_verdict() {
    Certificate certificate =
        Certificate.newBuilder().setSha256(leaf(1)).setSubject("CN=example.org").build();
    driver.learn(certificate);
    driver.learn(Certificate.newBuilder(certificate).setSha256(leaf(2)).build());
    driver.settle();
    assertThat(driver.verdicts()).isEmpty();

    driver.observe(anObservation().build());
    driver.observe(anObservation().from(host(3)).claiming(leaf(3)).build());
    driver.settle();
    driver.learn(Certificate.newBuilder(certificate).setSha256(leaf(3)).build());
    driver.settle();

    List<Verdict> verdicts = driver.verdicts();
    assertThat(verdictOn(leaf(1), verdicts).getSubject()).isEqualTo("CN=example.org");
    assertThat(verdictOn(leaf(1), verdicts).getRevision()).isEqualTo(1);
    assertThat(verdictOn(leaf(3), verdicts).getSubject()).isEqualTo("CN=example.org");
    assertThat(verdictOn(leaf(3), verdicts).getRevision()).isEqualTo(2);
  }

  @Test
  void thousands_of_hosts_make_tens_of_revisions() {
    for (int i = 0; i < 2_000; i++) {
      driver.observe(anObservation().from(host(i)).probed(leaf(1), LivenessResult.HELD).build());
      if (i % 20 == 0) {
        driver.pass(Duration.ofSeconds(1));
      }
    }
    driver.settle();

    List<Verdict> verdicts = driver.verdicts();

    assertThat(verdicts).hasSizeBetween(5, 40);
    assertThat(last(verdicts).getHosts().getTotal()).isEqualTo(2_000);
    assertThat(verdicts).extracting(Verdict::getRevision).isSorted().doesNotHaveDuplicates();
    assertThat(last(verdicts).getRevision()).isEqualTo(verdicts.size());
    assertThat(driver.hostVerdicts()).hasSize(2_000);
  }

  @Test
  void enrich_is_told_how_big_a_cluster_is_and_what_is_wanted() {
    driver.observe(anObservation().build());
    driver.settle();
    assertThat(driver.hints()).containsExactly(new Hint(1L, false, Map.of("2", 3L)));

    driver.observe(anObservation().at(5).build());
    driver.settle();
    assertThat(driver.hints()).isEmpty();

    driver.observe(anObservation().at(6).probed(leaf(1), LivenessResult.HELD).build());
    driver.settle();
    assertThat(driver.hints()).extracting(hint -> hint.getWanted().get("2")).containsExactly(2L);
  }

  @Test
  void a_record_that_cannot_be_read_is_passed_over_and_counted() {
    String topic = driver.topics().observations().name();
    driver.pipe(topic, "192.0.2.1:443/tcp", new byte[] {9, 9, 9});
    driver.pipe(topic, "no endpoint", new byte[0]);
    driver.observe(anObservation().build());
    driver.settle();

    assertThat(driver.verdicts()).hasSize(1);
    assertThat(driver.counted("dead")).isEqualTo(2);
  }

  @Test
  void no_record_is_written_with_a_time_that_no_record_had_that_was_read() {
    Instant stamped = Instant.parse("2026-01-01T00:00:00Z");
    driver.observe(anObservation().at(1_000_000_000L).build(), stamped);
    driver.settle();

    TestRecord<String, HostVerdict> host = driver.hostVerdicts().get(0);
    TestRecord<String, Verdict> verdict = driver.records(driver.topics().verdicts()).get(0);

    assertThat(host.timestamp()).isEqualTo(stamped.toEpochMilli());
    assertThat(verdict.timestamp()).isEqualTo(stamped.toEpochMilli());
    assertThat(verdict.value().getLastSeen()).isAfter(Instant.parse("2050-01-01T00:00:00Z"));
  }

  @Test
  void a_cluster_on_which_the_judge_fails_does_not_hold_up_the_others(@TempDir Path directory)
      throws IOException {
    Judge judge =
        (profile, certificate) -> {
          if (profile.fingerprint().equals(leaf(2))) {
            throw new IllegalStateException("a fault of ours");
          }
          return new SimpleJudge().of(profile, certificate);
        };
    try (TopologyDriver failing = new TopologyDriver(directory, judge)) {
      failing.observe(anObservation().build());
      failing.observe(anObservation().from(host(2)).claiming(leaf(2)).build());
      failing.settle();

      assertThat(failing.verdicts()).extracting(Verdict::getFingerprint).containsExactly(leaf(1));
      assertThat(failing.counted("assessments.failed")).isEqualTo(2);
      assertThat(failing.counters().backlog().empty()).isTrue();
    }
  }

  private static Verdict verdictOn(String fingerprint, List<Verdict> verdicts) {
    return last(verdicts.stream().filter(v -> v.getFingerprint().equals(fingerprint)).toList());
  }

  private static <T> T last(List<T> all) {
    assertThat(all).isNotEmpty();
    return all.get(all.size() - 1);
  }
}
