package dev.unmask.classify;

import static dev.unmask.classify.ObservationBuilder.anObservation;
import static dev.unmask.classify.ObservationBuilder.host;
import static dev.unmask.classify.ObservationBuilder.leaf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Certificate;
import dev.unmask.avro.LivenessResult;
import dev.unmask.avro.Verdict;
import dev.unmask.avro.VerdictKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An epoch that is not live says what it would say, where nobody hears it. */
class ShadowTopologyTest {

  private TopologyDriver driver;

  @BeforeEach
  void start(@TempDir Path directory) {
    driver = TopologyDriver.shadow(directory, new SimpleJudge());
  }

  @AfterEach
  void stop() throws IOException {
    driver.close();
  }

  private void relays(int count) {
    for (int i = 0; i < count; i++) {
      driver.observe(
          anObservation().from(host(i)).at(i).probed(leaf(1), LivenessResult.HELD).build());
    }
  }

  private static Verdict standing(long revision, Instant firstSeen) {
    return Verdict.newBuilder()
        .setFingerprint(leaf(1))
        .setKind(VerdictKind.TLS_RELAY)
        .setRevision(revision)
        .setCaseId("0d4b7a52-6f0e-5a3c-9d53-3c2d6f1e7b94")
        .setDigest("0d".repeat(32))
        .setFirstSeen(firstSeen)
        .build();
  }

  @Test
  void it_writes_verdicts_of_its_own_and_nothing_that_others_read() {
    relays(3);
    driver.settle();
    driver.pass(Duration.ofMinutes(2));

    List<Verdict> drafts = driver.drafts();
    assertThat(drafts).isNotEmpty();
    assertThat(drafts.get(drafts.size() - 1).getKind()).isEqualTo(VerdictKind.TLS_RELAY);
    assertThat(driver.verdicts()).isEmpty();
    assertThat(driver.currentVerdicts()).isEmpty();
    assertThat(driver.hostVerdicts()).isEmpty();
    assertThat(driver.indicators()).isEmpty();
    assertThat(driver.hints()).isEmpty();
    assertThat(driver.alerts()).isEmpty();
  }

  @Test
  void it_knows_since_when_a_certificate_is_seen_by_what_is_public() {
    Instant first = Instant.parse("2025-06-01T00:00:00Z");
    driver.stands(standing(7, first));
    relays(3);
    driver.settle();

    assertThat(driver.drafts()).last().extracting(Verdict::getFirstSeen).isEqualTo(first);
  }

  @Test
  void of_a_certificate_that_it_has_not_seen_it_says_nothing() {
    driver.stands(standing(7, Instant.parse("2025-06-01T00:00:00Z")));
    driver.settle();

    assertThat(driver.drafts()).isEmpty();
  }

  @Test
  void nor_when_it_learns_that_certificate() {
    driver.stands(standing(7, Instant.parse("2025-06-01T00:00:00Z")));
    driver.learn(Certificate.newBuilder().setSha256(leaf(1)).setSubject("CN=example.org").build());
    driver.settle();
    assertThat(driver.drafts()).isEmpty();

    relays(3);
    driver.settle();
    assertThat(driver.drafts()).last().extracting(Verdict::getSubject).isEqualTo("CN=example.org");
  }

  @Test
  void what_was_public_before_it_saw_anything_makes_no_alert() {
    driver.stands(standing(7, Instant.parse("2025-06-01T00:00:00Z")));
    driver.pass(Duration.ofMinutes(5));

    assertThat(driver.alerts()).isEmpty();
  }
}
