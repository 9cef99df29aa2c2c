package dev.unmask.app.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.unmask.app.compare.Judged;
import dev.unmask.app.local.LocalClassification;
import dev.unmask.app.read.StandingVerdicts;
import dev.unmask.app.read.TopicReader;
import dev.unmask.app.replay.LiveInstallation;
import dev.unmask.app.replay.RandomFeed;
import dev.unmask.app.run.ClassifyStage;
import dev.unmask.app.run.Pipeline;
import dev.unmask.avro.Observation;
import dev.unmask.avro.Verdict;
import dev.unmask.classify.alert.AlertPolicy;
import dev.unmask.classify.epoch.Epoch;
import dev.unmask.classify.epoch.Epochs;
import dev.unmask.classify.epoch.Handover;
import dev.unmask.classify.ruleset.Ruleset;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.owner.OwnerCatalogue;
import dev.unmask.stack.LocalStack;
import dev.unmask.stack.junit.LocalStackExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Another number of partitions, made live while observations come in. */
@ExtendWith(LocalStackExtension.class)
class FeedIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @TempDir private Path directory = Path.of("");

  @Test
  void three_partitions_go_on_where_two_were_and_say_nothing_twice(LocalStack stack)
      throws Exception {
    List<Observation> observations = new RandomFeed(10).observations(900);
    try (LiveInstallation live = LiveInstallation.on(stack);
        Pipeline pipeline = new Pipeline();
        Epochs epochs = new Epochs(live.connection())) {
      KafkaConnection open = live.connection();
      Handover handover = new Handover(open, epochs, "test", progress -> {});
      live.observe(observations.subList(0, 600));
      ClassifyStage two = start(pipeline, open, Epoch.FIRST);
      awaitQuiet(pipeline, two);
      handover.create(2, OptionalInt.of(3));
      pipeline.start(new Feed(open, 2));
      ClassifyStage three = start(pipeline, open, new Epoch(2, true));
      await()
          .atMost(LIMIT)
          .until(() -> verdicts(own(open, 2)).equals(verdicts(open)) && three.quiet());
      SortedMap<String, String> before = verdicts(open);
      SortedMap<String, Long> revisions = revisions(open);

      handover.to(2);
      awaitQuiet(pipeline, three);
      assertThat(revisions(open)).as("what is the same is not written").isEqualTo(revisions);

      live.observe(observations.subList(600, observations.size()));
      awaitQuiet(pipeline, two);
      await().atMost(LIMIT).until(() -> verdicts(open).equals(verdicts(own(open, 1))));
      assertThat(verdicts(open)).isNotEqualTo(before);
    }
  }

  private ClassifyStage start(Pipeline pipeline, KafkaConnection open, Epoch epoch) {
    ClassifyStage stage =
        new ClassifyStage(
            LocalClassification.hurried(directory.resolve("epoch-" + epoch.number())),
            epoch,
            open,
            OwnerCatalogue.builtIn(),
            Ruleset.builtIn(),
            Optional.of(AlertPolicy.defaults()),
            new SimpleMeterRegistry());
    pipeline.start(stage);
    return stage;
  }

  private static void awaitQuiet(Pipeline pipeline, ClassifyStage stage) {
    await().atMost(LIMIT).until(() -> pipeline.failure().isPresent() || stage.quiet());
    assertThat(pipeline.failure()).isEmpty();
  }

  private static KafkaConnection own(KafkaConnection open, long epoch) {
    return new KafkaConnection(
        open.bootstrapServers(),
        open.registryUrl(),
        open.topics().ofEpoch(epoch),
        open.clientSettings());
  }

  /** Digests by fingerprint. */
  private static SortedMap<String, String> verdicts(KafkaConnection connection) {
    SortedMap<String, String> digests = new TreeMap<>();
    SortedMap<String, Judged> standing = StandingVerdicts.of(connection);
    standing.forEach((fingerprint, judged) -> digests.put(fingerprint, judged.digest()));
    return digests;
  }

  private static SortedMap<String, Long> revisions(KafkaConnection connection) {
    SortedMap<String, Long> revisions = new TreeMap<>();
    try (TopicReader<Verdict> reader =
        new TopicReader<>(connection, connection.topics().currentVerdicts())) {
      reader.table(any -> true).forEach((leaf, v) -> revisions.put(leaf, v.getRevision()));
    }
    return revisions;
  }
}
