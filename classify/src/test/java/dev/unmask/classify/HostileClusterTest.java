package dev.unmask.classify;

import static dev.unmask.classify.ObservationBuilder.anObservation;
import static dev.unmask.classify.ObservationBuilder.host;
import static dev.unmask.classify.ObservationBuilder.leaf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Certificate;
import dev.unmask.avro.HostVerdict;
import dev.unmask.avro.LivenessResult;
import dev.unmask.avro.Observation;
import dev.unmask.avro.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts that do whatever they like cannot make a row grow, nor the verdict depend on chance. */
class HostileClusterTest {

  private static final int HOSTS = 900;
  private static final int LARGEST = 4_096;

  @TempDir Path directory;

  @Test
  void ever_new_signatures_make_no_large_row_and_all_hosts_are_counted() throws IOException {
    try (TopologyDriver driver = new TopologyDriver(directory)) {
      driver.learn(longNames());
      everNew(HOSTS).forEach(driver::observe);
      driver.settle();

      Verdict verdict = last(driver.verdicts());
      assertThat(verdict.getHosts().getTotal()).isEqualTo(HOSTS);
      assertThat(driver.hostVerdicts()).extracting(TestRecord::key).hasSizeGreaterThan(HOSTS - 1);
      assertThat(driver.largestValues())
          .containsOnlyKeys("latest", "members", "profiles")
          .allSatisfy((store, bytes) -> assertThat(bytes).as(store).isBetween(1, LARGEST));
    }
  }

  @Test
  void the_last_verdict_and_roles_do_not_depend_on_the_order_of_what_is_merged()
      throws IOException {
    List<Observation> observations = everNew(HOSTS);
    for (int i = 0; i < HOSTS; i += 3) {
      observations.add(hashed(i, 50_000 + i % 7).at(60).build());
    }
    Outcome inOrder = outcome("in-order", observations);
    Collections.shuffle(observations, new Random(3));
    Outcome shuffled = outcome("shuffled", observations);

    assertThat(shuffled.digest()).isEqualTo(inOrder.digest());
    assertThat(shuffled.roles()).isEqualTo(inOrder.roles()).hasSize(HOSTS);
  }

  private Outcome outcome(String name, List<Observation> observations) throws IOException {
    SortedMap<String, String> roles = new TreeMap<>();
    try (TopologyDriver driver = new TopologyDriver(directory.resolve(name))) {
      for (int i = 0; i < observations.size(); i++) {
        driver.observe(observations.get(i));
        if (i % 100 == 0) {
          driver.pass(Duration.ofSeconds(1));
        }
      }
      driver.settle();
      driver.hostVerdicts().forEach(told -> roles.put(told.key(), role(told.value())));
      return new Outcome(last(driver.verdicts()).getDigest(), roles);
    }
  }

  /** A third of them relays by the simple judge, each of a signature of its own. */
  private static List<Observation> everNew(int hosts) {
    return new ArrayList<>(IntStream.range(0, hosts).mapToObj(i -> hashed(i, i).build()).toList());
  }

  private static ObservationBuilder hashed(int host, int shape) {
    LivenessResult[] drawn = {LivenessResult.HELD, LivenessResult.ALERT, LivenessResult.CLOSED};
    return anObservation().from(host(host)).probed(leaf(1), drawn[shape % 3]).speaking("C" + shape);
  }

  private static Certificate longNames() {
    return Certificate.newBuilder()
        .setSha256(leaf(1))
        .setSubject("CN=" + "é".repeat(1_000))
        .setIssuer("CN=" + "→".repeat(1_000))
        .setDnsNames(Collections.nCopies(100, "n→".repeat(120)))
        .build();
  }

  private static String role(HostVerdict host) {
    return host.getRole() + " " + host.getBasis() + " " + host.getVerdict();
  }

  private static Verdict last(List<Verdict> verdicts) {
    return verdicts.get(verdicts.size() - 1);
  }

  private record Outcome(String digest, Map<String, String> roles) {}
}
