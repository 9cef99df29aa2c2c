package dev.unmask.classify;

import static dev.unmask.classify.ObservationBuilder.anObservation;
import static dev.unmask.classify.ObservationBuilder.host;
import static dev.unmask.classify.ObservationBuilder.leaf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.unmask.avro.Observation;
import dev.unmask.avro.Verdict;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.serde.AvroFormat;
import dev.unmask.schemas.topic.Topics;
import dev.unmask.stack.LocalStack;
import dev.unmask.stack.junit.LocalStackExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@ExtendWith(LocalStackExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class ClassifyIT {

  private static final Duration SOON = Duration.ofMinutes(1);

  @TempDir Path state;

  @Test
  void order_and_partitions_do_not_change_the_last_verdicts(LocalStack stack) throws IOException {
    RandomInternet internet = new RandomInternet(60, 8, 20);
    List<Observation> observations = internet.observations(1_000, new Random(7));

    SortedMap<String, String> onOne;
    SortedMap<String, String> rolesOnOne;
    try (Installation one = Installation.on(stack, 1)) {
      one.learn(internet.certificates());
      one.observe(observations);
      try (ClassifyRun run = ClassifyRun.start(one.connection(), state.resolve("one"))) {
        run.awaitQuiet();
      }
      onOne = one.digests();
      rolesOnOne = one.roles();
    }

    try (Installation eight = Installation.on(stack, 8);
        ClassifyRun run = ClassifyRun.start(eight.connection(), state.resolve("eight"))) {
      eight.observe(RandomInternet.shuffled(observations, new Random(8)));
      eight.learn(internet.certificates());
      run.awaitQuiet();
      assertThat(eight.digests()).isEqualTo(onOne).hasSize(8);
      assertThat(eight.roles()).isEqualTo(rolesOnOne).hasSize(60);
    }
  }

  @Test
  void it_is_quiet_when_all_is_said_and_awake_when_there_is_more(LocalStack stack)
      throws IOException {
    try (Installation installation = Installation.on(stack, 2);
        ClassifyRun run = ClassifyRun.start(installation.connection(), state)) {
      run.awaitQuiet();
      await().atMost(SOON).until(() -> run.stage().waitingFor().isEmpty());
      installation.observe(List.of(anObservation().build()));
      run.awaitQuiet();
      SortedMap<String, Verdict> first = installation.lastVerdicts();
      assertThat(first).containsOnlyKeys(leaf(1));

      installation.observe(List.of(anObservation().from(host(2)).at(5).build()));
      await().atMost(SOON).until(() -> !run.stage().quiet());
      run.awaitQuiet();

      assertThat(installation.lastVerdicts().get(leaf(1)).getRevision()).isEqualTo(2);
      assertThat(installation.roles()).hasSize(2);
      assertThat(run.counted("observations")).isEqualTo(2);
    }
  }

  @Test
  void what_cannot_be_read_goes_to_the_dead_letters_and_the_rest_goes_on(LocalStack stack)
      throws Exception {
    try (Installation installation = Installation.on(stack, 2);
        ClassifyRun run = ClassifyRun.start(installation.connection(), state)) {
      String topic = installation.topics().observations().name();
      installation.send(topic, "192.0.2.1:443/tcp", "no Avro".getBytes(UTF_8));
      installation.observe(List.of(anObservation().build()));
      run.awaitQuiet();

      assertThat(installation.lastVerdicts()).containsOnlyKeys(leaf(1));
      List<ConsumerRecord<String, byte[]>> dead =
          installation.read(installation.topics().deadLetters());
      assertThat(dead).hasSize(1);
      assertThat(dead.get(0).key()).isEqualTo("192.0.2.1:443/tcp");
      assertThat(dead.get(0).value()).asString().isEqualTo("no Avro");
      assertThat(header(dead.get(0), "unmask.stage")).isEqualTo("classify");
      assertThat(header(dead.get(0), "unmask.source.topic")).isEqualTo(topic);
      assertThat(run.counted("dead")).isEqualTo(1);
    }
  }

  @Test
  void too_many_dead_letters_stop_it(LocalStack stack) throws Exception {
    try (Installation installation = Installation.on(stack, 1);
        ClassifyRun run = ClassifyRun.start(installation.connection(), state)) {
      for (int i = 0; i < 6; i++) {
        installation.send(
            installation.topics().observations().name(), host(i), "no Avro".getBytes(UTF_8));
      }

      assertThat(run.awaitFailure()).hasMessageContaining("classify stopped");
      assertThat(run.stage().alive()).isFalse();
    }
  }

  @Test
  void a_schema_that_the_registry_does_not_know_stops_it_with_offsets_unmoved(LocalStack stack)
      throws Exception {
    try (Installation installation = Installation.on(stack, 1)) {
      byte[] unknownSchema = {0, 0, 0x7F, 0x7F, 0x7F, 1, 2, 3};
      installation.send(installation.topics().observations().name(), host(1), unknownSchema);
      try (ClassifyRun run = ClassifyRun.start(installation.connection(), state)) {
        assertThat(run.awaitFailure())
            .hasMessageStartingWith("classify stopped: the registry does not give schema id");
      }

      assertThat(installation.read(installation.topics().deadLetters())).isEmpty();
      try (Admin admin = Admin.create(installation.connection().client("test"))) {
        String group = installation.topics().prefix() + ".classify";
        assertThat(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get())
            .allSatisfy((partition, offset) -> assertThat(offset.offset()).isZero());
      }
    }
  }

  @Test
  void without_its_topics_it_says_which_are_missing(LocalStack stack) throws IOException {
    try (Installation installation = Installation.withoutTopics(stack);
        ClassifyRun run = ClassifyRun.start(installation.connection(), state)) {
      assertThat(run.awaitFailure())
          .hasMessageContaining(installation.topics().observations().name())
          .hasMessageContaining("unmask topics create");
      assertThat(run.stage().alive()).isFalse();
    }
  }

  @Test
  void it_waits_for_a_broker_that_does_not_answer() throws IOException {
    KafkaConnection nobody =
        new KafkaConnection(
            "127.0.0.1:1",
            "mock://nobody",
            new Topics("nobody"),
            Map.of("default.api.timeout.ms", "1000", "request.timeout.ms", "500"));
    try (AvroFormat format = new AvroFormat(nobody)) {
      nobody.topics().all().forEach(format::register);
      ClassifyRun run = ClassifyRun.start(nobody, state);
      await().atMost(SOON).until(() -> run.stage().waitingFor().orElse("").contains("127.0.0.1:1"));
      assertThat(run.stage().alive()).isTrue();
      assertThat(run.stage().quiet()).isFalse();
      run.close();
    }
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
