package dev.unmask.classify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.unmask.classify.alert.AlertPolicy;
import dev.unmask.classify.epoch.Epoch;
import dev.unmask.classify.topology.ClassifyTopology;
import dev.unmask.classify.topology.EpochTopics;
import dev.unmask.classify.topology.Formats;
import dev.unmask.classify.topology.failure.DeadLetterLimit;
import dev.unmask.classify.topology.failure.UnreadableRecords;
import dev.unmask.classify.topology.store.StateMemory;
import dev.unmask.classify.topology.verdict.Imprint;
import dev.unmask.classify.topology.watch.ClassifyCounters;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.owner.OwnerCatalogue;
import dev.unmask.schemas.serde.AvroFormat;
import dev.unmask.schemas.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.junit.jupiter.api.Test;

/**
 * The printed topology is documentation: {@code docs/topology.txt}. After a change of the topology,
 * {@code mvn -pl classify test -Dtest=TopologyPictureTest -Dunmask.topology.write=true} writes it
 * anew; look at the difference before it is committed.
 */
class TopologyPictureTest {

  private static final Path PICTURE = Path.of("..", "docs", "topology.txt");

  /** What Kafka Streams calls what nobody has named. */
  private static final Pattern UNNAMED = Pattern.compile("[A-Z-]+-\\d{10}");

  private final KafkaConnection connection =
      new KafkaConnection("none:9092", "mock://picture", new Topics("unmask"), Map.of());

  @Test
  void the_topology_is_the_one_in_the_docs() throws IOException {
    String printed = print();
    if (Boolean.getBoolean("unmask.topology.write")) {
      Files.writeString(PICTURE, printed);
    }

    assertThat(printed).isEqualTo(Files.readString(PICTURE, UTF_8));
  }

  @Test
  void every_step_has_a_name() throws IOException {
    assertThat(UNNAMED.matcher(print()).results().map(match -> match.group())).isEmpty();
  }

  @Test
  void a_store_or_repartition_topic_without_a_name_does_not_pass() {
    StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(settings())));
    builder.stream("in", Consumed.with(Serdes.String(), Serdes.String()).withName("in"))
        .repartition()
        .foreach((key, value) -> {});

    assertThatThrownBy(builder::build).hasMessageContaining("name");
  }

  private String print() throws IOException {
    try (AvroFormat format = new AvroFormat(connection)) {
      return new ClassifyTopology(
              new Formats(EpochTopics.live(connection.topics(), 1), format),
              new SimpleJudge(),
              OwnerCatalogue.builtIn(),
              new Imprint("", "", "", ""),
              Duration.ofSeconds(10),
              Optional.empty(),
              counters(),
              Optional.of(AlertPolicy.defaults()),
              () -> {})
          .topology(new StreamsConfig(settings()))
          .describe()
          .toString();
    }
  }

  private Properties settings() {
    return StreamsSettings.of(
        ClassifySettings.defaults(),
        Epoch.FIRST,
        connection,
        new UnreadableRecords.Destination(
            connection.topics(),
            new DeadLetterLimit(1, Duration.ofMinutes(1), System::nanoTime),
            counters()),
        new StateMemory(16 << 20));
  }

  private static ClassifyCounters counters() {
    return new ClassifyCounters(new SimpleMeterRegistry());
  }
}
