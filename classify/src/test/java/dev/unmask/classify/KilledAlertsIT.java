package dev.unmask.classify;

import static dev.unmask.classify.ObservationBuilder.anObservation;
import static dev.unmask.classify.ObservationBuilder.host;
import static dev.unmask.classify.ObservationBuilder.leaf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.unmask.avro.Certificate;
import dev.unmask.avro.Disposition;
import dev.unmask.avro.DispositionKind;
import dev.unmask.avro.LivenessResult;
import dev.unmask.avro.Observation;
import dev.unmask.stack.LocalStack;
import dev.unmask.stack.junit.LocalStackExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Killed while cases open, change and close, it tells all that it would have told, once each. */
@ExtendWith(LocalStackExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class KilledAlertsIT {

  private static final int CASES = 40;
  private static final int HOSTS = 3;
  private static final int ALL = CASES / 2 + CASES;

  @TempDir Path state;

  @Test
  void killed_it_tells_each_event_once_and_under_the_same_id(LocalStack stack)
      throws IOException, InterruptedException {
    SortedMap<String, List<String>> undisturbed;
    try (Installation installation = Installation.on(stack, 2);
        ClassifyRun run = start(installation, "undisturbed")) {
      halfOfThemOpen(installation, run);
      decide(installation);
      undisturbed = awaitAlerts(installation, ALL);
    }

    try (Installation installation = Installation.on(stack, 2)) {
      try (ClassifyRun run = start(installation, "killed")) {
        halfOfThemOpen(installation, run);
      }
      decide(installation);
      killWhileWriting(installation);
      try (ClassifyRun run = start(installation, "killed")) {
        awaitAlerts(installation, ALL);
        run.awaitQuiet();
      }

      assertThat(alerts(installation)).isEqualTo(undisturbed);
    }
    assertThat(undisturbed).hasSize(CASES);
    assertThat(undisturbed.values().stream().flatMap(List::stream)).doesNotHaveDuplicates();
  }

  /** A cluster of relays for each case stands, all suppressed; then every other is taken back. */
  private static void halfOfThemOpen(Installation installation, ClassifyRun run) {
    IntStream.range(0, CASES)
        .forEach(i -> installation.decide(caseId(i), ruling(DispositionKind.SUPPRESSED)));
    run.awaitQuiet();
    installation.learn(IntStream.range(0, CASES).mapToObj(KilledAlertsIT::certificate).toList());
    installation.observe(
        IntStream.range(0, CASES * HOSTS).mapToObj(KilledAlertsIT::relay).toList());
    run.awaitQuiet();
    assertThat(alerts(installation)).isEmpty();
    IntStream.range(CASES / 2, CASES).forEach(i -> installation.decide(caseId(i), null));
    awaitAlerts(installation, CASES / 2);
  }

  /** What was suppressed opens; of the others every other one changes, and the rest is closed. */
  private static void decide(Installation installation) {
    for (int i = 0; i < CASES / 2; i++) {
      installation.decide(caseId(i), null);
      installation.decide(
          caseId(CASES / 2 + i),
          ruling(i % 2 == 0 ? DispositionKind.ACKNOWLEDGED : DispositionKind.ALLOWED));
    }
  }

  private static Certificate certificate(int i) {
    return Certificate.newBuilder().setSha256(leaf(i)).setSubject(subject(i)).build();
  }

  private static Observation relay(int i) {
    return anObservation()
        .from(host(i))
        .at(10)
        .probed(leaf(i / HOSTS), LivenessResult.HELD)
        .build();
  }

  private static String subject(int i) {
    return "CN=" + i + ".test";
  }

  private ClassifyRun start(Installation installation, String name) {
    return ClassifyRun.start(installation.connection(), state.resolve(name));
  }

  /** As soon as there is more of alerts, committed or not. */
  private void killWhileWriting(Installation installation)
      throws IOException, InterruptedException {
    String alerts = installation.topics().alerts();
    long written = installation.end(alerts);
    Process process = ClassifyProcess.start(installation.connection(), state.resolve("killed"));
    try {
      await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(20))
          .until(() -> !process.isAlive() || installation.end(alerts) > written);
      assertThat(process.isAlive()).isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static Disposition ruling(DispositionKind kind) {
    return Disposition.newBuilder().setKind(kind).setBy("ada").build();
  }

  private static String caseId(int i) {
    return SimpleJudge.caseOf(subject(i));
  }

  private static SortedMap<String, List<String>> awaitAlerts(Installation installation, int count) {
    return await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> alerts(installation),
            alerts -> alerts.values().stream().mapToInt(List::size).sum() >= count);
  }

  /** What happened to each case, in its order, with the id of the event. */
  private static SortedMap<String, List<String>> alerts(Installation installation) {
    SortedMap<String, List<String>> alerts = new TreeMap<>();
    for (ConsumerRecord<String, byte[]> record :
        installation.read(installation.topics().alerts())) {
      JsonNode event = event(record);
      String id = event.get("id").textValue();
      assertThat(new String(record.headers().lastHeader("ce_id").value(), UTF_8)).isEqualTo(id);
      alerts
          .computeIfAbsent(record.key(), key -> new ArrayList<>())
          .add(event.get("action").textValue() + " " + id);
    }
    return alerts;
  }

  private static JsonNode event(ConsumerRecord<String, byte[]> record) {
    try {
      return new ObjectMapper().readTree(record.value()).get("event");
    } catch (IOException malformed) {
      throw new AssertionError(malformed);
    }
  }
}
