package dev.unmask.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.classify.epoch.Lag;
import dev.unmask.classify.topology.store.Mode;
import dev.unmask.classify.topology.watch.ClassifyCounters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowingTest {

  /** Nobody is there. */
  private static final String NOWHERE = "127.0.0.1:1";

  @TempDir Path directory;

  private final CountDownLatch stopping = new CountDownLatch(1);
  private final List<Throwable> failures = new ArrayList<>();

  /** Of a topology that never begins, and does not stop in time. */
  private Running stuck() {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "stuck");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, NOWHERE);
    settings.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
    StreamsBuilder topology = new StreamsBuilder();
    topology.stream("any");
    KafkaStreams streams =
        new KafkaStreams(topology.build(), settings) {
          @Override
          public synchronized void start() {}

          @Override
          public synchronized boolean close(org.apache.kafka.streams.CloseOptions options) {
            super.close(Duration.ZERO);
            return false;
          }
        };
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", NOWHERE))) {
      SimpleMeterRegistry registry = new SimpleMeterRegistry();
      Quietness quietness =
          new Quietness(
              Duration.ofSeconds(1),
              new ClassifyCounters(registry).backlog(),
              new Lag(admin, "stuck", List.of()));
      return Running.start(streams, registry, quietness, failures::add);
    }
  }

  @Test
  void what_does_not_stop_when_something_else_was_decided_is_a_failure() throws Exception {
    Iterator<Mode> decisions = List.of(Mode.LIVE, Mode.SHADOW).iterator();
    Following following =
        new Following(decisions::next, stopping, mode -> stuck(), why -> {}, failures::add);

    assertThat(following.follow()).isFalse();
    assertThat(failures)
        .singleElement()
        .extracting(Throwable::getMessage)
        .asString()
        .contains("did not stop within 30 s");
  }

  @Test
  void what_does_not_stop_when_it_was_asked_to_is_none() throws Exception {
    Following following =
        new Following(
            () -> Mode.LIVE,
            stopping,
            mode -> {
              stopping.countDown();
              return stuck();
            },
            why -> {},
            failures::add);

    assertThat(following.follow()).isFalse();
    assertThat(failures).isEmpty();
  }
}
