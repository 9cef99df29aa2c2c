package dev.unmask.app.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.app.compare.Change;
import dev.unmask.app.compare.Comparison;
import dev.unmask.app.compare.Stretch;
import dev.unmask.app.progress.Progress;
import dev.unmask.app.run.OnExit;
import dev.unmask.classify.ruleset.Ruleset;
import dev.unmask.enrich.Identity;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.owner.OwnerCatalogue;
import dev.unmask.stack.LocalStack;
import dev.unmask.stack.junit.LocalStackExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Replays beside an installation that has classified the same before. */
@ExtendWith(LocalStackExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class ReplayIT {
  private static final Stretch ALWAYS = new Stretch(Optional.empty(), Optional.empty());

  private static final Map<String, String> ONE_BY_ONE =
      Map.of("max.poll.records", "3", "fetch.max.bytes", "1", "batch.size", "1");

  private static final Map<String, String> ALL_AT_ONCE =
      Map.of("max.poll.records", "100000", "batch.size", "1048576", "linger.ms", "100");

  @TempDir private Path directory = Path.of("");

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  @Test
  void the_same_observations_give_the_same_digests_in_any_batches_and_partitions_and_leave_no_trace(
      LocalStack stack) throws IOException {
    try (LiveInstallation live = LiveInstallation.on(stack)) {
      live.observe(new RandomFeed(7).observations(1_000));
      live.classify(directory.resolve("live"));
      SortedMap<String, String> traces = live.traces();

      ReplayOutcome onOne = replayInBatches(live, 1, ONE_BY_ONE);
      assertThat(live.traces()).isEqualTo(traces);
      ReplayOutcome onEight = replayInBatches(live, 8, ALL_AT_ONCE);

      assertThat(onOne.records()).isEqualTo(1_100);
      assertThat(onOne.unusable()).isZero();
      assertSame(onOne.comparison());
      assertSame(onEight.comparison());
      assertThat(onOne.comparison().all()).hasSize(9);
      assertThat(live.traces()).isEqualTo(traces);
      assertThat(directory.resolve("replay")).isEmptyDirectory();
      assertThat(shown.toString(UTF_8)).contains("reading observations", "classifying");
    }
  }

  @Test
  void another_ruleset_and_another_stretch_say_what_would_change(LocalStack stack)
      throws IOException {
    try (LiveInstallation live = LiveInstallation.on(stack)) {
      live.observe(new RandomFeed(8).observations(500));
      live.classify(directory.resolve("live"));
      Stretch morning = new Stretch(Optional.of(RandomFeed.BEGIN), Optional.of(RandomFeed.NOON));

      ReplayOutcome outcome = replay(live, Source.OBSERVATIONS, morning, 2, demanding());

      assertThat(outcome.records()).isBetween(200L, 350L);
      Comparison comparison = outcome.comparison();
      assertThat(comparison.same()).isZero();
      assertThat(comparison.count(Change.HOSTS)).isEqualTo(9);
      assertThat(comparison.count(Change.KIND)).isPositive();
      assertThat(outcome.rulesetVersion()).isNotEqualTo(Ruleset.builtIn().version());
    }
  }

  @Test
  void banners_give_what_a_passive_enricher_has_given(LocalStack stack) throws IOException {
    try (LiveInstallation live = LiveInstallation.on(stack)) {
      live.publish(new RandomFeed(9).banners(400));
      live.enrich(400);
      live.classify(directory.resolve("live"));

      ReplayOutcome outcome = replay(live, Source.BANNERS, ALWAYS, 2, Ruleset.builtIn());

      assertThat(outcome.records()).isEqualTo(400);
      assertSame(outcome.comparison());
    }
  }

  /** The installation itself has read and written on two partitions, with Kafka's own sizes. */
  private ReplayOutcome replayInBatches(
      LiveInstallation live, int partitions, Map<String, String> sizes) {
    KafkaConnection known = live.connection();
    KafkaConnection connection =
        new KafkaConnection(known.bootstrapServers(), known.registryUrl(), known.topics(), sizes);
    return replay(connection, Source.OBSERVATIONS, ALWAYS, partitions, Ruleset.builtIn());
  }

  private ReplayOutcome replay(
      LiveInstallation live, Source source, Stretch stretch, int partitions, Ruleset ruleset) {
    return replay(live.connection(), source, stretch, partitions, ruleset);
  }

  private ReplayOutcome replay(
      KafkaConnection live, Source source, Stretch stretch, int partitions, Ruleset ruleset) {
    ReplaySettings settings =
        new ReplaySettings(
            source,
            stretch,
            List.of(),
            OptionalInt.of(partitions),
            Math.min(2, partitions),
            Optional.of(directory.resolve("replay")),
            Optional.empty(),
            false);
    try (OnExit exit = new OnExit()) {
      Progress progress = Progress.on(new PrintStream(shown, true, UTF_8), false);
      return new Replay(
              live,
              ruleset,
              OwnerCatalogue.builtIn(),
              new Identity("replay", "", "test"),
              progress,
              exit)
          .run(settings);
    }
  }

  private static void assertSame(Comparison comparison) {
    assertThat(comparison.material()).isEmpty();
    assertThat(comparison.same()).isEqualTo(comparison.all().size()).isPositive();
    assertThat(comparison.replayDigest()).isEqualTo(comparison.liveDigest());
  }

  /** Decides nothing on fewer than 100,000 hosts. */
  private static Ruleset demanding() throws IOException {
    try (InputStream json = Ruleset.class.getResourceAsStream("/ruleset.json")) {
      String text = new String(json.readAllBytes(), UTF_8);
      String changed =
          text.replaceFirst("(\"minimumHosts\": \\{\\s*\"value\": )5", "$1" + "100000");
      assertThat(changed).isNotEqualTo(text);
      return Ruleset.parse(changed.getBytes(UTF_8), "demanding.json");
    }
  }
}
