package dev.unmask.classify.topology.latest;

import static dev.unmask.classify.ObservationBuilder.anObservation;
import static dev.unmask.classify.ObservationBuilder.host;
import static dev.unmask.classify.ObservationBuilder.leaf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.HostVerdict;
import dev.unmask.classify.topology.message.EndpointKey;
import dev.unmask.classify.topology.message.FromLatest;
import dev.unmask.classify.topology.message.HostGone;
import dev.unmask.classify.topology.store.Mode;
import dev.unmask.classify.topology.watch.ClassifyCounters;
import dev.unmask.schemas.owner.OwnerCatalogue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One state, first in the shadow, then live. */
class LatestTest {

  private static final long NOW = Instant.parse("2026-01-09T00:00:00Z").toEpochMilli();
  private static final Expiry EXPIRY = new Expiry(Duration.ofDays(7), Optional.empty());

  private MockProcessorContext<String, FromLatest> context;
  private KeyValueStore<String, LatestRow> rows;

  @BeforeEach
  void open(@TempDir Path directory) {
    context = new MockProcessorContext<>(new Properties(), new TaskId(0, 0), directory.toFile());
    context.setCurrentSystemTimeMs(NOW);
    context.setCurrentStreamTimeMs(NOW);
    rows =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(LatestStore.NAME),
                new EndpointKey().serde(),
                new LatestRowCodec().serde())
            .withLoggingDisabled()
            .build();
    rows.init(context.getStateStoreContext(), rows);
    context.addStateStore(rows);
  }

  @AfterEach
  void close() {
    rows.close();
  }

  private Latest latest(Mode mode) {
    ClassifyCounters counters = new ClassifyCounters(new SimpleMeterRegistry());
    return new Latest(context, mode, OwnerCatalogue.builtIn(), Optional.of(EXPIRY), counters);
  }

  /** Time passes for the step that began last. */
  private void pass() {
    List<CapturedPunctuator> all = context.scheduledPunctuators();
    all.get(all.size() - 1).getPunctuator().punctuate(NOW);
  }

  @Test
  void what_is_public_of_a_host_that_had_expired_before_that_was_read_is_taken_away_when_live() {
    latest(Mode.SHADOW).process(new Record<>(host(1), anObservation().from(host(1)).build(), NOW));
    assertThat(rows.get(host(1))).as("expired at once").isNull();
    new PublicHosts(context)
        .process(
            new Record<>(host(1), HostVerdict.newBuilder().setFingerprint(leaf(1)).build(), NOW));
    pass();
    assertThat(rows.get(host(1))).as("left to the live one").isNotNull();
    context.resetForwards();

    latest(Mode.LIVE);
    pass();

    assertThat(context.forwarded())
        .singleElement()
        .satisfies(
            forwarded -> {
              assertThat(forwarded.record().key()).isEqualTo(host(1));
              assertThat(forwarded.record().value()).isInstanceOf(HostGone.class);
            });
    assertThat(rows.get(host(1))).isNull();
  }
}
