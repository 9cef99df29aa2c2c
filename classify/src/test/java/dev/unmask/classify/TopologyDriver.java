package dev.unmask.classify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.unmask.avro.Certificate;
import dev.unmask.avro.Disposition;
import dev.unmask.avro.Hint;
import dev.unmask.avro.HostVerdict;
import dev.unmask.avro.Observation;
import dev.unmask.avro.Verdict;
import dev.unmask.classify.alert.AlertPolicy;
import dev.unmask.classify.epoch.Epoch;
import dev.unmask.classify.topology.ClassifyTopology;
import dev.unmask.classify.topology.EpochTopics;
import dev.unmask.classify.topology.Formats;
import dev.unmask.classify.topology.failure.DeadLetterLimit;
import dev.unmask.classify.topology.failure.UnreadableRecords;
import dev.unmask.classify.topology.latest.Expiry;
import dev.unmask.classify.topology.store.Mode;
import dev.unmask.classify.topology.store.StateMemory;
import dev.unmask.classify.topology.verdict.Imprint;
import dev.unmask.classify.topology.verdict.Judge;
import dev.unmask.classify.topology.watch.ClassifyCounters;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.endpoint.Endpoints;
import dev.unmask.schemas.owner.OwnerCatalogue;
import dev.unmask.schemas.serde.AvroFormat;
import dev.unmask.schemas.topic.Topic;
import dev.unmask.schemas.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/**
 * The topology with its simple judge, in memory, on one partition, with a clock that tests move.
 */
final class TopologyDriver implements AutoCloseable {

  static final Duration QUIET_AFTER = Duration.ofSeconds(10);

  private final Judge judge;
  private final Optional<Expiry> expiry;
  private final KafkaConnection connection;
  private final StateMemory memory = new StateMemory(16 << 20);
  private final AvroFormat format;
  private final EpochTopics epoch;
  private final TopologyTestDriver driver;
  private final TestInputTopic<String, Observation> observations;
  private final TestInputTopic<String, Certificate> certificates;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ClassifyCounters counters = new ClassifyCounters(meters);

  TopologyDriver(Path directory) {
    this(directory, new SimpleJudge());
  }

  TopologyDriver(Path directory, Judge judge) {
    this(directory, judge, Optional.empty(), Instant.ofEpochSecond(1_000));
  }

  TopologyDriver(Path directory, Judge judge, Optional<Expiry> expiry, Instant start) {
    this(directory, judge, expiry, start, Mode.LIVE);
  }

  /** Of an epoch that is not live. */
  static TopologyDriver shadow(Path directory, Judge judge) {
    return shadow(directory, judge, Optional.empty(), Instant.ofEpochSecond(1_000));
  }

  static TopologyDriver shadow(
      Path directory, Judge judge, Optional<Expiry> expiry, Instant start) {
    return new TopologyDriver(directory, judge, expiry, start, Mode.SHADOW);
  }

  private TopologyDriver(
      Path directory, Judge judge, Optional<Expiry> expiry, Instant start, Mode mode) {
    this.judge = judge;
    this.expiry = expiry;
    connection =
        new KafkaConnection(
            "none:9092", "mock://" + UUID.randomUUID(), new Topics("test"), Map.of());
    format = new AvroFormat(connection);
    epoch = new EpochTopics(mode, topics(), topics(), topics().ofEpoch(2), 1);
    topics().all().forEach(format::register);
    epoch.own().all().forEach(format::register);
    Properties settings =
        StreamsSettings.of(
            settings(directory),
            Epoch.FIRST,
            connection,
            new UnreadableRecords.Destination(
                topics(),
                new DeadLetterLimit(10, Duration.ofMinutes(1), System::nanoTime),
                counters),
            memory);
    driver = new TopologyTestDriver(topology(settings), settings, start);
    observations = input(topics().observations());
    certificates = input(topics().certificates());
  }

  Topics topics() {
    return connection.topics();
  }

  ClassifyCounters counters() {
    return counters;
  }

  double counted(String name) {
    return meters.get("unmask.classify." + name).counter().count();
  }

  void observe(Observation... seen) {
    for (Observation observation : seen) {
      observations.pipeInput(
          Endpoints.key(observation.getEndpoint()), observation, observation.getObservedAt());
    }
  }

  /** An observation in a record of another time than its own. */
  void observe(Observation seen, Instant timestamp) {
    observations.pipeInput(Endpoints.key(seen.getEndpoint()), seen, timestamp);
  }

  void learn(Certificate certificate) {
    certificates.pipeInput(certificate.getSha256(), certificate);
  }

  /** Anything, as bytes. */
  void pipe(String topic, String key, byte[] value) {
    driver
        .createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(key.getBytes(UTF_8), value);
  }

  void pass(Duration time) {
    Duration step = Duration.ofMillis(200);
    for (Duration left = time; left.compareTo(step) >= 0; left = left.minus(step)) {
      driver.advanceWallClockTime(step);
    }
  }

  /** Lets time pass at once. */
  void jump(Duration time) {
    driver.advanceWallClockTime(time);
  }

  /** Until there is nothing left to say. */
  void settle() {
    pass(QUIET_AFTER.plusSeconds(3));
  }

  /** Those issued since the last call. */
  List<Verdict> verdicts() {
    return values(topics().verdicts());
  }

  /** What an epoch that is not live would say. */
  List<Verdict> drafts() {
    return values(epoch.own().currentVerdicts());
  }

  /** Another epoch, the live one, writes this. */
  void stands(Verdict verdict) {
    input(topics().currentVerdicts()).pipeInput(verdict.getFingerprint(), verdict);
  }

  /** Another epoch, the live one, writes this of a host; null takes it away. */
  void stands(String endpoint, @Nullable HostVerdict verdict) {
    input(topics().hostVerdicts()).pipeInput(endpoint, verdict);
  }

  List<Verdict> currentVerdicts() {
    return values(topics().currentVerdicts());
  }

  List<TestRecord<String, HostVerdict>> hostVerdicts() {
    return records(topics().hostVerdicts());
  }

  List<TestRecord<String, String>> indicators() {
    return driver
        .createOutputTopic(
            topics().indicators(), new StringDeserializer(), new StringDeserializer())
        .readRecordsToList();
  }

  List<Hint> hints() {
    return values(topics().hints());
  }

  /** Bytes of the largest value that was written to each store. */
  SortedMap<String, Integer> largestValues() {
    SortedMap<String, Integer> largest = new TreeMap<>();
    driver.producedTopicNames().stream()
        .filter(topic -> topic.endsWith("-changelog"))
        .forEach(topic -> largest.put(store(topic), largest(topic)));
    return largest;
  }

  private int largest(String topic) {
    return driver
        .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList()
        .stream()
        .map(TestRecord::value)
        .filter(Objects::nonNull)
        .mapToInt(value -> value.length)
        .max()
        .orElse(0);
  }

  private static String store(String changelog) {
    String name = changelog.substring(0, changelog.length() - "-changelog".length());
    return name.substring(name.lastIndexOf('-') + 1);
  }

  /** Alerts as JSON, by case. */
  List<TestRecord<String, String>> alerts() {
    return driver
        .createOutputTopic(topics().alerts(), new StringDeserializer(), new StringDeserializer())
        .readRecordsToList();
  }

  /** Somebody decides; null takes it back. */
  void decide(String key, @Nullable Disposition disposition) {
    input(topics().dispositions()).pipeInput(key, disposition);
  }

  <V extends SpecificRecord> List<TestRecord<String, V>> records(Topic<V> topic) {
    return driver
        .createOutputTopic(topic.name(), new StringDeserializer(), format.deserializer(topic))
        .readRecordsToList();
  }

  private <V extends SpecificRecord> List<V> values(Topic<V> topic) {
    return records(topic).stream().map(TestRecord::value).toList();
  }

  private <V extends SpecificRecord> TestInputTopic<String, V> input(Topic<V> topic) {
    return driver.createInputTopic(topic.name(), new StringSerializer(), format.serializer(topic));
  }

  private Topology topology(Properties settings) {
    return new ClassifyTopology(
            new Formats(epoch, format),
            judge,
            OwnerCatalogue.builtIn(),
            new Imprint("rules-1", "owners-1", "run-1", "/test/classify"),
            QUIET_AFTER,
            expiry,
            counters,
            Optional.of(AlertPolicy.defaults()),
            () -> {})
        .topology(new StreamsConfig(settings));
  }

  private static ClassifySettings settings(Path directory) {
    ClassifySettings d = ClassifySettings.defaults();
    return new ClassifySettings(
        Optional.of("test-" + UUID.randomUUID()),
        directory,
        1,
        QUIET_AFTER,
        d.commitInterval(),
        d.sessionTimeout(),
        0,
        d.deadLettersPerMinute(),
        d.cacheBytes(),
        Optional.empty());
  }

  @Override
  public void close() throws IOException {
    driver.close();
    memory.close();
    format.close();
  }
}
