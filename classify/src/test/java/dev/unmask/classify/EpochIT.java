package dev.unmask.classify;

import static dev.unmask.classify.ObservationBuilder.anObservation;
import static dev.unmask.classify.ObservationBuilder.host;
import static dev.unmask.classify.ObservationBuilder.leaf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.unmask.avro.HostVerdict;
import dev.unmask.avro.LivenessResult;
import dev.unmask.avro.Observation;
import dev.unmask.avro.Verdict;
import dev.unmask.classify.epoch.Epoch;
import dev.unmask.classify.epoch.Epochs;
import dev.unmask.classify.epoch.Handover;
import dev.unmask.stack.LocalStack;
import dev.unmask.stack.junit.LocalStackExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Another epoch beside the live one, made the live one while records come in, and taken back. */
@ExtendWith(LocalStackExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class EpochIT {

  private static final Epoch SECOND = new Epoch(2, false);

  @TempDir Path directory;

  @Test
  void another_ruleset_goes_live_under_load_and_back(LocalStack stack) throws Exception {
    RandomInternet internet = new RandomInternet(200, 8, 25);
    List<Observation> observations = internet.observations(3_000, new Random(10));
    try (Installation installation = Installation.on(stack, 2);
        ClassifyRun first = ClassifyRun.start(installation.connection(), directory.resolve("1"))) {
      installation.learn(internet.certificates());
      installation.observe(observations.subList(0, 1_000));
      installation.observe(relays());
      first.awaitQuiet();
      awaitAlert(installation);
      create(installation, 2);
      try (ClassifyRun second =
          ClassifyRun.start(installation.connection(), SECOND, "rules-2", directory.resolve("2"))) {
        second.awaitQuiet();
        assertThat(versions(installation)).containsOnly("rules-1");

        installation.observe(observations.subList(1_000, 2_000));
        switchTo(installation, 2);
        second.awaitQuiet();
        first.awaitQuiet();

        assertThat(versions(installation)).containsOnly("rules-2");
        assertThat(hostVersions(installation)).containsOnly("rules-2");
        int said = installation.read(installation.topics().verdicts()).size();

        installation.observe(observations.subList(2_000, 3_000));
        switchTo(installation, 1);
        first.awaitQuiet();
        second.awaitQuiet();

        assertThat(versions(installation)).containsOnly("rules-1");
        assertThat(installation.read(installation.topics().verdicts())).hasSizeGreaterThan(said);
        assertThatThrownBy(() -> switchTo(installation, 3)).hasMessageContaining("does not run");
        assertThat(news(installation))
            .as("one case, one alert")
            .isNotEmpty()
            .doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void another_format_of_what_is_stored_is_refused_and_goes_live_as_another_epoch(LocalStack stack)
      throws Exception {
    RandomInternet internet = new RandomInternet(200, 8, 25);
    List<Observation> observations = internet.observations(2_000, new Random(11));
    try (Installation installation = Installation.on(stack, 2)) {
      installation.learn(internet.certificates());
      installation.observe(observations.subList(0, 1_000));
      installation.observe(relays());
      try (ClassifyRun first =
          ClassifyRun.start(installation.connection(), directory.resolve("before"))) {
        first.awaitQuiet();
        awaitAlert(installation);
      }
      SortedMap<String, Verdict> before = installation.lastVerdicts();
      writtenByTheLastFormat(installation);

      try (ClassifyRun refused =
          ClassifyRun.start(installation.connection(), directory.resolve("after"))) {
        assertThat(refused.awaitFailure())
            .hasMessageContaining("format version 1")
            .hasMessageContaining("unmask classify --epoch N");
      }
      create(installation, 2);
      try (ClassifyRun second =
          ClassifyRun.start(installation.connection(), SECOND, "rules-1", directory.resolve("2"))) {
        second.awaitQuiet();
        int said = installation.read(installation.topics().verdicts()).size();
        installation.observe(observations.subList(1_000, 2_000));
        switchTo(installation, 2);
        second.awaitQuiet();

        assertThat(installation.read(installation.topics().verdicts())).hasSizeGreaterThan(said);
      }
      SortedMap<String, Verdict> after = installation.lastVerdicts();
      before.forEach(
          (leaf, verdict) ->
              assertThat(after.get(leaf).getFirstSeen()).isBeforeOrEqualTo(verdict.getFirstSeen()));
      assertThat(news(installation)).as("one case, one alert").isNotEmpty().doesNotHaveDuplicates();
    }
  }

  /** A row of store latest in version 1: nothing probed, nothing passive, nothing left, told. */
  private static void writtenByTheLastFormat(Installation installation) throws Exception {
    byte[] version1 = {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7};
    String changelog = installation.topics().prefix() + ".classify-latest-changelog";
    byte[] key = {1, '!'};
    for (int partition = 0; partition < 2; partition++) {
      installation.send(changelog, partition, key, version1);
    }
  }

  /** Hosts that make an alert. */
  private static List<Observation> relays() {
    return IntStream.range(0, 4)
        .mapToObj(
            n ->
                anObservation()
                    .from(host(1_000 + n))
                    .probed(leaf(300), LivenessResult.HELD)
                    .build())
        .toList();
  }

  /** Cases of the alerts of something new; a cluster of the others may be taken for one too. */
  private static List<String> news(Installation installation) {
    return installation.read(installation.topics().alerts()).stream()
        .filter(record -> isNews(new String(record.value(), UTF_8)))
        .map(ConsumerRecord::key)
        .toList();
  }

  private static boolean isNews(String json) {
    return json.contains("alert-created") || json.contains("alert-reopened");
  }

  private static void awaitAlert(Installation installation) {
    await().atMost(Duration.ofMinutes(1)).until(() -> !news(installation).isEmpty());
  }

  private static void create(Installation installation, long epoch) throws Exception {
    try (Epochs epochs = new Epochs(installation.connection())) {
      new Handover(installation.connection(), epochs, "test", progress -> {})
          .create(epoch, OptionalInt.empty());
    }
  }

  private static void switchTo(Installation installation, long epoch) throws Exception {
    try (Epochs epochs = new Epochs(installation.connection())) {
      new Handover(installation.connection(), epochs, "test", System.err::println).to(epoch);
    }
  }

  /** By which rulesets the verdicts are that stand; checks revisions on the way. */
  private static List<String> versions(Installation installation) {
    SortedMap<String, Verdict> last = installation.lastVerdicts();
    return last.values().stream().map(Verdict::getRulesetVersion).distinct().toList();
  }

  private static List<String> hostVersions(Installation installation) {
    SortedMap<String, String> last = new TreeMap<>();
    for (ConsumerRecord<String, HostVerdict> record :
        installation.read(installation.topics().hostVerdicts())) {
      last.put(record.key(), record.value().getRulesetVersion());
    }
    return last.values().stream().distinct().toList();
  }
}
