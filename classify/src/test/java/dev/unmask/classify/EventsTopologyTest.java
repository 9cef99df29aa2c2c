package dev.unmask.classify;

import static dev.unmask.classify.ObservationBuilder.anObservation;
import static dev.unmask.classify.ObservationBuilder.host;
import static dev.unmask.classify.ObservationBuilder.leaf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.HostVerdict;
import dev.unmask.avro.LivenessResult;
import dev.unmask.avro.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is issued, as events; and indicators beside host verdicts. */
class EventsTopologyTest {

  private static final long DAY = Duration.ofDays(1).toSeconds();
  private static final String HOST = "192.0.2.1:443/tcp";

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
  void verdicts_host_verdicts_and_indicators_are_cloud_events() {
    driver.observe(anObservation().probed(leaf(1), LivenessResult.HELD).build());
    driver.settle();

    TestRecord<String, ?> verdict = driver.records(driver.topics().verdicts()).get(0);
    assertThat(header(verdict, "ce_specversion")).isEqualTo("1.0");
    assertThat(header(verdict, "ce_type")).isEqualTo("dev.unmask.verdict.v1");
    assertThat(header(verdict, "ce_source")).isEqualTo("/test/classify");
    assertThat(header(verdict, "ce_subject")).isEqualTo(verdict.key()).isEqualTo(leaf(1));
    assertThat(header(verdict, "content-type")).isEqualTo("application/avro");
    TestRecord<String, ?> current = driver.records(driver.topics().currentVerdicts()).get(0);
    assertThat(header(current, "ce_id")).isEqualTo(header(verdict, "ce_id"));
    TestRecord<String, ?> host = driver.hostVerdicts().get(0);
    assertThat(header(host, "ce_type")).isEqualTo("dev.unmask.host-verdict.v1");
    assertThat(header(host, "ce_subject")).isEqualTo(host.key()).isEqualTo(HOST);
    TestRecord<String, String> indicator = driver.indicators().get(0);
    assertThat(header(indicator, "ce_type")).isEqualTo("dev.unmask.indicator.v1");
    assertThat(header(indicator, "content-type")).isEqualTo("application/json");
    assertThat(indicator.key()).isEqualTo(HOST);
    assertThat(indicator.value()).contains(header(indicator, "ce_id"));
  }

  @Test
  void each_revision_has_an_id_of_its_own() {
    driver.observe(anObservation().build());
    driver.settle();
    driver.observe(anObservation().at(5).probed(leaf(1), LivenessResult.HELD).build());
    driver.settle();

    assertThat(driver.records(driver.topics().verdicts()))
        .hasSize(2)
        .extracting(record -> header(record, "ce_id"))
        .doesNotHaveDuplicates();
  }

  @Test
  void a_host_that_is_found_this_and_that_and_this_again_makes_events_of_their_own() {
    driver.observe(anObservation().probed(leaf(1), LivenessResult.HELD).build());
    driver.settle();
    for (int others = 1; others <= 8; others *= 2) {
      LivenessResult drawn = others % 3 == 1 ? LivenessResult.ALERT : LivenessResult.HELD;
      hosts(2 * others, 4 * others, drawn);
      driver.settle();
    }

    List<TestRecord<String, HostVerdict>> told =
        driver.hostVerdicts().stream().filter(record -> record.key().equals(HOST)).toList();
    assertThat(told)
        .extracting(record -> record.value().getRole())
        .containsExactly(
            Role.HANDSHAKE_RELAY,
            Role.UNDETERMINED,
            Role.HANDSHAKE_RELAY,
            Role.UNDETERMINED,
            Role.HANDSHAKE_RELAY);
    assertThat(told)
        .extracting(record -> header(record, "ce_id"))
        .as("of host verdicts on one observation")
        .doesNotHaveDuplicates();
    assertThat(driver.indicators().stream().filter(record -> record.key().equals(HOST)))
        .hasSize(5)
        .extracting(record -> header(record, "ce_id"))
        .doesNotHaveDuplicates();
  }

  private void hosts(int from, int to, LivenessResult drawn) {
    for (int i = from; i < to; i++) {
      driver.observe(anObservation().from(host(i)).probed(leaf(1), drawn).build());
    }
  }

  @Test
  void a_host_that_did_nothing_is_no_indicator() {
    driver.observe(anObservation().build());
    driver.settle();

    assertThat(driver.hostVerdicts()).hasSize(1);
    assertThat(driver.indicators()).isEmpty();
  }

  @Test
  void an_indicator_whose_reason_has_gone_is_followed_by_one_that_is_valid_no_more() {
    driver.observe(anObservation().probed(leaf(1), LivenessResult.HELD).build());
    driver.settle();
    assertThat(driver.indicators()).hasSize(1);

    driver.observe(anObservation().at(60).probed(leaf(1), LivenessResult.ALERT).build());
    driver.settle();

    List<TestRecord<String, String>> withdrawn = driver.indicators();
    assertThat(withdrawn).hasSize(1);
    assertThat(withdrawn.get(0).value())
        .contains("\"valid_until\":\"2026-01-01T00:01:00Z\"")
        .contains("\"advice\":\"none\"");
  }

  @Test
  void an_indicator_is_renewed_while_its_host_is_still_seen_so_and_not_more_often() {
    for (int day = 0; day < 40; day++) {
      driver.observe(anObservation().at(day * DAY).probed(leaf(1), LivenessResult.HELD).build());
      driver.settle();
    }

    assertThat(driver.indicators()).hasSizeBetween(4, 5);
    assertThat(driver.verdicts()).as("a day's crawl is no news").hasSizeLessThan(45);
  }

  private static String header(TestRecord<String, ?> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
