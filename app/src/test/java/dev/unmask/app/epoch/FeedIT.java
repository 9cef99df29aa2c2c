package dev.unmask.app.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.unmask.app.local.LocalClassification;
import dev.unmask.app.replay.LiveInstallation;
import dev.unmask.app.replay.RandomFeed;
import dev.unmask.app.run.ClassifyStage;
import dev.unmask.app.run.Pipeline;
import dev.unmask.avro.Observation;
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
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Another number of partitions, made live while observations come in. */
@ExtendWith(LocalStackExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class FeedIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @TempDir private Path directory = Path.of("");

  @Test
  void three_partitions_go_on_where_two_were_and_back(LocalStack stack) throws Exception {
    List<Observation> observations = new RandomFeed(10).observations(900);
    try (LiveInstallation live = LiveInstallation.on(stack);
        Pipeline pipeline = new Pipeline();
        Epochs epochs = new Epochs(live.connection())) {
      KafkaConnection open = live.connection();
      Handover handover = new Handover(open, epochs, "test", progress -> {});
      PublicTopics said = new PublicTopics(open);
      live.observe(observations.subList(0, 300));
      ClassifyStage two = start(pipeline, open, Epoch.FIRST);
      awaitQuiet(pipeline, two);
      live.observe(observations.subList(300, 600));
      handover.create(2, OptionalInt.of(3));
      pipeline.start(new Feed(open, 2));
      ClassifyStage three = start(pipeline, open, new Epoch(2, true));
      awaitQuiet(pipeline, two);
      await().atMost(LIMIT).until(() -> three.quiet() && drafts(open, 2).equals(said.digests()));
      assertThat(said.revisions().values()).as("some are not the first").anyMatch(n -> n > 1);
      SortedMap<String, Long> before = said.records();

      handover.to(2);
      awaitLive(pipeline, open, 2, three);
      assertThat(said.records()).as("the switch alone says nothing").isEqualTo(before);

      live.observe(observations.subList(600, 750));
      await().atMost(LIMIT).until(() -> !said.records().equals(before));
      live.observe(observations.subList(750, observations.size()));
      handover.to(1);
      awaitLive(pipeline, open, 1, two);
      await().atMost(LIMIT).until(() -> drafts(open, 2).equals(said.digests()));
      said.assertThatRevisionsGoOn();
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

  /** Until it has nothing left to say as what is live, and not as what it was. */
  private static void awaitLive(
      Pipeline pipeline, KafkaConnection open, long epoch, ClassifyStage stage) throws Exception {
    String group = Epoch.applicationId(open.topics(), epoch);
    try (Admin admin = Admin.create(open.client("feed-test"))) {
      await().atMost(LIMIT).until(() -> clients(admin, group).contains(".live-"));
    }
    awaitQuiet(pipeline, stage);
  }

  private static String clients(Admin admin, String group) throws Exception {
    return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
        .flatMap(description -> description.members().stream())
        .map(MemberDescription::clientId)
        .collect(Collectors.joining(" "));
  }

  /** What an epoch would say, or said: digests by fingerprint. */
  private static SortedMap<String, String> drafts(KafkaConnection open, long epoch) {
    return new PublicTopics(
            new KafkaConnection(
                open.bootstrapServers(),
                open.registryUrl(),
                open.topics().ofEpoch(epoch),
                open.clientSettings()))
        .digests();
  }
}
