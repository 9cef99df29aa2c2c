package dev.unmask.app.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.app.compare.Judged;
import dev.unmask.app.read.StandingVerdicts;
import dev.unmask.app.read.TopicReader;
import dev.unmask.avro.Verdict;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What everybody reads of classify, as a test sees it. */
public final class PublicTopics {

  private final KafkaConnection connection;

  public PublicTopics(KafkaConnection connection) {
    this.connection = connection;
  }

  /** Of each verdict that stands. */
  public SortedMap<String, String> digests() {
    SortedMap<String, String> digests = new TreeMap<>();
    SortedMap<String, Judged> standing = StandingVerdicts.of(connection);
    standing.forEach((fingerprint, judged) -> digests.put(fingerprint, judged.digest()));
    return digests;
  }

  /** Of each verdict that stands. */
  public SortedMap<String, Long> revisions() {
    SortedMap<String, Long> revisions = new TreeMap<>();
    try (TopicReader<Verdict> reader =
        new TopicReader<>(connection, connection.topics().currentVerdicts())) {
      reader.table(any -> true).forEach((leaf, v) -> revisions.put(leaf, v.getRevision()));
    }
    return revisions;
  }

  /** How many records were ever committed to each of the topics. */
  public SortedMap<String, Long> records() {
    Topics topics = connection.topics();
    SortedMap<String, Long> records = new TreeMap<>();
    for (String topic :
        List.of(
            topics.verdicts().name(),
            topics.currentVerdicts().name(),
            topics.hostVerdicts().name(),
            topics.hints().name(),
            topics.indicators(),
            topics.alerts())) {
      records.put(topic, count(topic));
    }
    return records;
  }

  /** Host verdicts that were ever written. */
  public long hosts() {
    return count(connection.topics().hostVerdicts().name());
  }

  /** Of no fingerprint a revision is missing or comes twice, whoever wrote it. */
  public void assertThatRevisionsGoOn() {
    Map<String, Long> last = new HashMap<>();
    try (TopicReader<Verdict> reader =
        new TopicReader<>(connection, connection.topics().verdicts())) {
      reader.toEnd(
          (leaf, verdict) -> {
            long revision = verdict.orElseThrow().getRevision();
            assertThat(revision).as(leaf).isEqualTo(last.getOrDefault(leaf, 0L) + 1);
            last.put(leaf, revision);
          });
    }
    assertThat(last).isEqualTo(revisions());
  }

  private long count(String topic) {
    Map<String, Object> settings = connection.client("public-test");
    settings.put("isolation.level", "read_committed");
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long records = 0;
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        records += consumer.poll(Duration.ofMillis(100)).count();
      }
      return records;
    }
  }
}
