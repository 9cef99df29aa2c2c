package dev.unmask.enrich.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.unmask.avro.Probed;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.serde.AvroFormat;
import dev.unmask.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ProbeMemoryTest {
  private static final Topics TOPICS = new Topics("memory-test");
  private static final TopicPartition PARTITION = new TopicPartition(TOPICS.probed().name(), 3);
  private static final Instant NOON = Instant.parse("2024-11-24T12:00:00Z");
  private static final Duration AHEAD = Duration.ofDays(400);
  private static final Duration SOON = Duration.ofSeconds(30);

  private final AvroFormat format =
      new AvroFormat(new KafkaConnection("unused:1", "mock://memory-test", TOPICS, Map.of()));
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final ProbeMemory memory = new ProbeMemory(TOPICS.probed(), format, consumer, 100);
  private long offset;

  ProbeMemoryTest() {
    format.register(TOPICS.probed());
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    memory.start();
  }

  @AfterEach
  void close() {
    memory.close();
  }

  @Test
  void a_partition_is_loaded_when_all_that_is_in_it_was_read() {
    consumer.updateEndOffsets(Map.of(PARTITION, 2L));
    consumer.schedulePollTask(() -> publish("192.0.2.7:443/tcp", NOON));
    consumer.schedulePollTask(() -> publish("192.0.2.8:443/tcp", NOON.plusSeconds(9)));

    assertThat(memory.load(3)).succeedsWithin(SOON);

    assertThat(memory.lastProbed("192.0.2.7:443/tcp")).contains(NOON);
    assertThat(memory.lastProbed("192.0.2.8:443/tcp")).contains(NOON.plusSeconds(9));
    assertThat(memory.lastProbed("192.0.2.9:443/tcp")).isEmpty();
  }

  @Test
  void an_empty_partition_is_loaded_at_once() {
    consumer.updateEndOffsets(Map.of(PARTITION, 0L));

    assertThat(memory.load(3)).succeedsWithin(SOON);
  }

  @Test
  void a_partition_that_comes_back_is_read_again() {
    consumer.updateEndOffsets(Map.of(PARTITION, 1L));
    consumer.schedulePollTask(() -> publish("192.0.2.7:443/tcp", NOON));
    assertThat(memory.load(3)).succeedsWithin(SOON);

    consumer.updateEndOffsets(Map.of(PARTITION, 2L));
    offset = 1;
    consumer.schedulePollTask(
        () -> {
          consumer.seek(PARTITION, 1);
          publish("192.0.2.7:443/tcp", NOON.plusSeconds(60));
        });

    assertThat(memory.load(3)).succeedsWithin(SOON);
    assertThat(memory.lastProbed("192.0.2.7:443/tcp")).contains(NOON.plusSeconds(60));
  }

  @Test
  void while_the_broker_fails_it_says_what_it_waits_for_and_tries_again() {
    consumer.updateEndOffsets(Map.of(PARTITION, 1L));
    consumer.setPollException(new KafkaException("no broker"));
    var load = memory.load(3);
    await()
        .untilAsserted(
            () ->
                assertThat(memory.waitingFor())
                    .hasValueSatisfying(what -> assertThat(what).contains("no broker")));
    assertThat(load).isNotDone();

    consumer.schedulePollTask(() -> publish("192.0.2.7:443/tcp", NOON));

    assertThat(load).succeedsWithin(SOON);
    assertThat(memory.waitingFor()).isEmpty();
  }

  @Test
  void what_cannot_be_read_is_passed_over() {
    consumer.updateEndOffsets(Map.of(PARTITION, 2L));
    consumer.schedulePollTask(() -> add("192.0.2.7:443/tcp", new byte[] {9, 9}));
    consumer.schedulePollTask(() -> publish("192.0.2.8:443/tcp", NOON));

    assertThat(memory.load(3)).succeedsWithin(SOON);

    assertThat(memory.lastProbed("192.0.2.7:443/tcp")).isEmpty();
    assertThat(memory.lastProbed("192.0.2.8:443/tcp")).contains(NOON);
  }

  @Test
  void times_that_were_never_are_passed_over_and_hide_none() {
    Instant wrapsToNow = Instant.now().plusSeconds(1L << 32);
    consumer.updateEndOffsets(Map.of(PARTITION, 5L));
    consumer.schedulePollTask(() -> publish("192.0.2.7:443/tcp", Instant.now().plus(AHEAD)));
    consumer.schedulePollTask(() -> publish("192.0.2.7:443/tcp", NOON));
    consumer.schedulePollTask(() -> publish("192.0.2.8:443/tcp", wrapsToNow));
    consumer.schedulePollTask(() -> publish("192.0.2.9:443/tcp", Instant.ofEpochMilli(-1)));
    consumer.schedulePollTask(
        () -> publish("192.0.2.9:443/tcp", Instant.ofEpochMilli(Long.MIN_VALUE)));

    assertThat(memory.load(3)).succeedsWithin(SOON);

    assertThat(memory.lastProbed("192.0.2.7:443/tcp")).contains(NOON);
    assertThat(memory.lastProbed("192.0.2.8:443/tcp")).isEmpty();
    assertThat(memory.lastProbed("192.0.2.9:443/tcp")).isEmpty();
  }

  @Test
  void giant_records_and_records_of_no_endpoint_are_passed_over() {
    consumer.updateEndOffsets(Map.of(PARTITION, 3L));
    consumer.schedulePollTask(() -> add("192.0.2.7:443/tcp", new byte[1_000_000]));
    consumer.schedulePollTask(() -> publish("x".repeat(1_000_000), NOON));
    consumer.schedulePollTask(() -> publish("192.0.2.8:443/tcp", NOON));

    assertThat(memory.load(3)).succeedsWithin(SOON);

    assertThat(memory.lastProbed("192.0.2.7:443/tcp")).isEmpty();
    assertThat(memory.lastProbed("192.0.2.8:443/tcp")).contains(NOON);
  }

  @Test
  void what_this_enricher_did_is_known_at_once() {
    memory.remember("192.0.2.7:443/tcp", NOON);

    assertThat(memory.lastProbed("192.0.2.7:443/tcp")).contains(NOON);
  }

  private void publish(String endpoint, Instant at) {
    var probed = Probed.newBuilder().setProbedAt(at).setTier(2).build();
    add(endpoint, format.serializer(TOPICS.probed()).serialize(PARTITION.topic(), probed));
  }

  private void add(String endpoint, byte[] value) {
    consumer.addRecord(
        new ConsumerRecord<>(PARTITION.topic(), 3, offset++, endpoint.getBytes(UTF_8), value));
  }
}
