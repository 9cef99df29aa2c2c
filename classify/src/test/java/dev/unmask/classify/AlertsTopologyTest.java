package dev.unmask.classify;

import static dev.unmask.classify.ObservationBuilder.anObservation;
import static dev.unmask.classify.ObservationBuilder.host;
import static dev.unmask.classify.ObservationBuilder.leaf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Disposition;
import dev.unmask.avro.DispositionKind;
import dev.unmask.avro.LivenessResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From observations to alerts, through the whole topology. */
class AlertsTopologyTest {

  /** The case of all relays that the simple judge finds. */
  private static final String CASE = "0d4b7a52-6f0e-5a3c-9d53-3c2d6f1e7b94";

  private TopologyDriver driver;

  @BeforeEach
  void start(@TempDir Path directory) {
    driver = new TopologyDriver(directory);
  }

  @AfterEach
  void stop() throws IOException {
    driver.close();
  }

  private void relays(String leaf, int from, int count) {
    for (int i = from; i < from + count; i++) {
      driver.observe(anObservation().from(host(i)).at(i).probed(leaf, LivenessResult.HELD).build());
    }
  }

  private String alert() {
    driver.pass(Duration.ofSeconds(90));
    List<TestRecord<String, String>> alerts = driver.alerts();
    assertThat(alerts).hasSize(1);
    assertThat(alerts.get(0).key()).isEqualTo(CASE);
    return alerts.get(0).value();
  }

  private static Disposition allowed() {
    return Disposition.newBuilder()
        .setKind(DispositionKind.ALLOWED)
        .setBy("ada")
        .setWhy("our own")
        .build();
  }

  @Test
  void relays_with_two_certificates_of_one_shape_make_one_alert() {
    relays(leaf(1), 0, 3);
    relays(leaf(2), 10, 4);

    assertThat(alert())
        .contains("\"alert-created\"", "\"TLS_RELAY\"", "\"hosts\":7,", leaf(1), leaf(2));
    driver.pass(Duration.ofMinutes(2));
    assertThat(driver.alerts()).isEmpty();
    assertThat(driver.counted("alerts")).isEqualTo(1);
  }

  @Test
  void an_alert_is_a_cloud_event_under_its_own_id() {
    relays(leaf(1), 0, 3);
    driver.pass(Duration.ofSeconds(90));

    TestRecord<String, String> alert = driver.alerts().get(0);
    assertThat(header(alert, "ce_specversion")).isEqualTo("1.0");
    assertThat(header(alert, "ce_type")).isEqualTo("dev.unmask.alert.v1");
    assertThat(header(alert, "ce_source")).isEqualTo("/test/classify");
    assertThat(header(alert, "ce_subject")).isEqualTo(CASE);
    assertThat(header(alert, "content-type")).isEqualTo("application/json");
    assertThat(Instant.parse(header(alert, "ce_time")).toEpochMilli()).isEqualTo(alert.timestamp());
    assertThat(alert.value()).contains("\"id\":\"" + header(alert, "ce_id") + "\"");
  }

  private static String header(TestRecord<String, ?> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  @Test
  void what_somebody_allows_is_closed_and_what_is_taken_back_is_opened_again() {
    relays(leaf(1), 0, 3);
    alert();

    driver.decide(CASE, allowed());
    assertThat(alert()).contains("\"alert-closed\"", "\"suppressed\"", "allowed by ada: our own");

    driver.decide(CASE, null);
    assertThat(alert()).contains("\"alert-reopened\"");
  }

  @Test
  void decisions_change_neither_verdicts_nor_their_digests() {
    relays(leaf(1), 0, 3);
    driver.settle();
    assertThat(driver.verdicts()).isNotEmpty();

    driver.decide(leaf(1), allowed());
    driver.decide("AS64500", allowed());
    driver.settle();

    assertThat(driver.verdicts()).isEmpty();
  }

  @Test
  void a_decision_about_nothing_that_there_is_is_a_dead_letter() {
    driver.decide("everything", allowed());

    assertThat(driver.counted("dead")).isEqualTo(1);
  }

  @Test
  void a_certificate_whose_verdict_changes_leaves_its_case() {
    relays(leaf(1), 0, 3);
    relays(leaf(2), 10, 1);
    driver.settle();

    driver.observe(
        anObservation().from(host(10)).at(60).probed(leaf(3), LivenessResult.HELD).build());

    assertThat(alert()).contains("\"hosts\":4,", leaf(1), leaf(3)).doesNotContain(leaf(2));
  }
}
