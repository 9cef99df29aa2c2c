package dev.unmask.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Certificate;
import dev.unmask.avro.HostVerdict;
import dev.unmask.avro.Observation;
import dev.unmask.avro.Verdict;
import dev.unmask.classify.assess.Assess;
import dev.unmask.classify.ruleset.Ruleset;
import dev.unmask.classify.topology.verdict.Judge;
import dev.unmask.schemas.owner.OwnerCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Neither order nor repetition nor the pace of observations changes the last verdicts. */
class OrderIndependenceTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void last_verdicts_are_the_same_in_any_order(long seed, @TempDir Path directory)
      throws IOException {
    RandomInternet internet = new RandomInternet(25, 6, seed % 2 == 0 ? 3 : 100);
    List<Observation> observations = internet.observations(150, new Random(seed));
    Judge judge = new SimpleJudge();
    Outcome inOrder = outcome(directory, judge, internet, observations, new Random(seed));

    for (int trial = 0; trial < 3; trial++) {
      Random random = new Random(seed * 100 + trial);
      List<Observation> shuffled = RandomInternet.shuffled(observations, random);
      Outcome outcome = outcome(directory, judge, internet, shuffled, random);

      assertThat(outcome.digests()).isEqualTo(inOrder.digests());
      assertThat(outcome.hosts()).isEqualTo(inOrder.hosts());
    }
    assertThat(inOrder.totals()).isEqualTo(new NaiveModel(observations).hostsByLeaf());
    assertThat(inOrder.changed()).isEqualTo(new NaiveModel(observations).changedByLeaf());
  }

  @Test
  void nor_does_it_with_what_evidence_really_weighs(@TempDir Path directory) throws IOException {
    Judge judge = new Assess(Ruleset.builtIn(), OwnerCatalogue.builtIn())::of;
    RandomInternet internet = new RandomInternet(25, 6, 5);
    List<Observation> observations = internet.observations(150, new Random(9));
    Outcome inOrder = outcome(directory, judge, internet, observations, new Random(9));

    List<Observation> shuffled = RandomInternet.shuffled(observations, new Random(10));
    Outcome other = outcome(directory, judge, internet, shuffled, new Random(10));

    assertThat(other.digests()).isEqualTo(inOrder.digests());
    assertThat(other.hosts()).isEqualTo(inOrder.hosts());
  }

  private static Outcome outcome(
      Path directory,
      Judge judge,
      RandomInternet internet,
      List<Observation> observations,
      Random random)
      throws IOException {
    Map<String, Verdict> verdicts = new HashMap<>();
    SortedMap<String, String> hosts = new TreeMap<>();
    try (TopologyDriver driver = new TopologyDriver(directory, judge)) {
      List<Certificate> certificates = internet.certificates();
      for (Observation observation : observations) {
        driver.observe(observation);
        if (random.nextInt(4) == 0) {
          driver.pass(Duration.ofMillis(200L * random.nextInt(20)));
        }
        if (random.nextInt(20) == 0) {
          driver.learn(certificates.get(random.nextInt(certificates.size())));
        }
      }
      certificates.forEach(driver::learn);
      driver.settle();
      driver.verdicts().forEach(verdict -> keepNext(verdicts, verdict));
      driver.hostVerdicts().forEach(host -> hosts.put(host.key(), what(host)));
      assertThat(driver.counters().backlog().empty()).isTrue();
    }
    return new Outcome(verdicts, hosts);
  }

  private static void keepNext(Map<String, Verdict> verdicts, Verdict verdict) {
    Verdict last = verdicts.put(verdict.getFingerprint(), verdict);
    assertThat(verdict.getRevision()).isEqualTo(last == null ? 1 : last.getRevision() + 1);
    assertThat(last == null ? "" : last.getDigest()).isNotEqualTo(verdict.getDigest());
  }

  /** All but the confidence and the time, which are of the moment in which it was written. */
  private static String what(TestRecord<String, HostVerdict> told) {
    HostVerdict host = told.value();
    return String.join(
        " ",
        host.getFingerprint(),
        String.valueOf(host.getPreviousFingerprint()),
        host.getRole().name(),
        host.getBasis().name(),
        host.getVerdict().name(),
        String.valueOf(host.getAsn()),
        String.valueOf(host.getCountry()));
  }

  private record Outcome(Map<String, Verdict> verdicts, SortedMap<String, String> hosts) {

    SortedMap<String, String> digests() {
      SortedMap<String, String> digests = new TreeMap<>();
      verdicts.forEach((leaf, verdict) -> digests.put(leaf, verdict.getDigest()));
      return digests;
    }

    SortedMap<String, Long> totals() {
      SortedMap<String, Long> totals = new TreeMap<>();
      verdicts.forEach((leaf, verdict) -> totals.put(leaf, verdict.getHosts().getTotal()));
      totals.values().removeIf(total -> total == 0);
      return totals;
    }

    SortedMap<String, Long> changed() {
      SortedMap<String, Long> changed = new TreeMap<>();
      verdicts.forEach((leaf, verdict) -> changed.put(leaf, verdict.getHosts().getChanged()));
      changed.values().removeIf(total -> total == 0);
      return changed;
    }
  }
}
