package dev.unmask.app.epoch;

import dev.unmask.app.replay.Copies;
import dev.unmask.app.run.Stage;
import dev.unmask.classify.epoch.Epoch;
import dev.unmask.schemas.connection.KafkaConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Copies observations and certificates into an epoch's own topics, from the first and on and on,
 * each to the partition where it belongs there. Any number of these share the work of one epoch.
 *
 * <p>Killed, it copies some records again, which changes no verdict: the newest event time wins,
 * and what comes twice is nothing new.
 */
public final class Feed implements Stage {
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConnection open;
  private final KafkaConnection own;
  private final String group;
  private volatile boolean stopping;
  private volatile boolean reading;

  /** Contacts nobody yet. */
  public Feed(KafkaConnection open, long epoch) {
    this.open = open;
    group = Epoch.feedGroup(open.topics(), epoch);
    own =
        new KafkaConnection(
            open.bootstrapServers(),
            open.registryUrl(),
            open.topics().ofEpoch(epoch),
            open.clientSettings());
  }

  @Override
  public String name() {
    return "feed";
  }

  @Override
  public void run() {
    String observations = open.topics().observations().name();
    String certificates = open.topics().certificates().name();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer();
        Copies seen = Copies.into(own, own.topics().observations().name());
        Copies known = Copies.into(own, own.topics().certificates().name())) {
      Map<String, Copies> copies = Map.of(observations, seen, certificates, known);
      consumer.subscribe(copies.keySet());
      while (!stopping) {
        copy(consumer.poll(POLL), copies);
        consumer.commitSync();
        reading = true;
      }
    }
  }

  /** Returns when the broker has all of it. */
  private static void copy(ConsumerRecords<byte[], byte[]> records, Map<String, Copies> copies) {
    List<CompletableFuture<Boolean>> written = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      Optional.ofNullable(copies.get(record.topic()))
          .ifPresent(into -> written.add(into.write(record)));
    }
    if (!written.isEmpty()) {
      copies.values().forEach(Copies::flush);
      written.forEach(CompletableFuture::join);
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> settings = new HashMap<>(open.client("unmask-feed"));
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public Optional<String> waitingFor() {
    return reading ? Optional.empty() : Optional.of("feed is not reading yet");
  }

  @Override
  public void close() {
    stopping = true;
  }
}
