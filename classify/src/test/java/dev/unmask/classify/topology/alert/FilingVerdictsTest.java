package dev.unmask.classify.topology.alert;

import static dev.unmask.classify.ObservationBuilder.host;
import static dev.unmask.classify.ObservationBuilder.leaf;
import static dev.unmask.classify.model.HostBuilder.aHost;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.VerdictKind;
import dev.unmask.classify.SimpleJudge;
import dev.unmask.classify.alert.AlertPolicy;
import dev.unmask.classify.topology.InMemoryStores;
import dev.unmask.classify.topology.message.Fingerprint;
import dev.unmask.classify.topology.message.Standing;
import dev.unmask.classify.topology.store.ClusterFinding;
import dev.unmask.classify.topology.store.Issued;
import dev.unmask.classify.topology.store.Members;
import dev.unmask.classify.topology.store.Profiles;
import dev.unmask.classify.topology.store.TallyRow;
import dev.unmask.classify.topology.store.VerdictRow;
import dev.unmask.classify.topology.verdict.Imprint;
import dev.unmask.classify.topology.verdict.StandingVerdicts;
import dev.unmask.classify.topology.watch.ClassifyCounters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verdicts that stand, and of which alerts have come to be wanted. */
class FilingVerdictsTest {

  private static final Standing HOLDING =
      new Standing(Bytes.wrap(aHost().held().build().encode()), OptionalLong.empty(), "");
  private static final ClusterFinding RELAYS =
      new ClusterFinding(VerdictKind.TLS_RELAY, 1, Optional.empty());

  private InMemoryStores stores;
  private KeyValueStore<String, FiledStore.Row> filed;

  @BeforeEach
  void open(@TempDir Path directory) {
    stores = new InMemoryStores(directory);
    filed =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(FiledStore.NAME),
                new Fingerprint().serde(),
                new FiledStore.Format().serde())
            .withLoggingDisabled()
            .build();
    filed.init(stores.context().getStateStoreContext(), filed);
    stores.context().addStateStore(filed);
  }

  @AfterEach
  void close() {
    filed.close();
    stores.close();
  }

  private void relays(int leaf, int hosts) {
    Members members = new Members(stores.context());
    for (int i = 0; i < hosts; i++) {
      members.add(leaf(leaf), host(i), HOLDING);
    }
    Profiles profiles = new Profiles(stores.context());
    profiles.put(leaf(leaf), TallyRow.NONE.changed().settledNow());
    profiles.put(
        leaf(leaf), VerdictRow.NONE.found(RELAYS, new TreeMap<>(), false).issuing(issued()));
  }

  private static Issued issued() {
    return new Issued(
        3, VerdictKind.TLS_RELAY, Optional.empty(), 1, "0a".repeat(32), new TreeMap<>(), 0);
  }

  /** What is filed each time that it is looked for, after a start. */
  private List<List<ToCase.Filed>> filedAfterStart(AlertPolicy policy) {
    MockProcessorContext<String, ToCase> context = context();
    context.resetForwards();
    context.setCurrentStreamTimeMs(0);
    ClassifyCounters counters = new ClassifyCounters(new SimpleMeterRegistry());
    Imprint imprint = new Imprint("rules-1", "owners-1", "run-1", "/test/classify");
    new FilingVerdicts(
        context, policy, new StandingVerdicts(context, new SimpleJudge(), imprint, counters));
    int started = context.scheduledPunctuators().size();
    Punctuator punctuator = context.scheduledPunctuators().get(started - 1).getPunctuator();
    return Stream.generate(
            () -> {
              context.resetForwards();
              punctuator.punctuate(0);
              return context.forwarded().stream()
                  .map(forward -> (ToCase.Filed) forward.record().value())
                  .toList();
            })
        .limit(10)
        .toList();
  }

  @SuppressWarnings("unchecked") // the stores' context forwards anything
  private MockProcessorContext<String, ToCase> context() {
    return (MockProcessorContext<String, ToCase>) (MockProcessorContext<?, ?>) stores.context();
  }

  private static AlertPolicy of(VerdictKind... kinds) {
    AlertPolicy d = AlertPolicy.defaults();
    return new AlertPolicy(
        true, d.format(), Set.of(kinds), d.owners(), d.hosts(), d.perHour(), d.after());
  }

  @Test
  void a_verdict_that_stands_is_filed_once_alerts_are_wanted_of_such() {
    relays(1, 3);

    assertThat(filedAfterStart(of(VerdictKind.KEY_COMPROMISE)).stream().flatMap(List::stream))
        .isEmpty();
    List<ToCase.Filed> filings =
        filedAfterStart(of(VerdictKind.TLS_RELAY)).stream().flatMap(List::stream).toList();

    assertThat(filings).hasSize(1);
    assertThat(filings.get(0).filing().fingerprint()).isEqualTo(leaf(1));
    assertThat(filings.get(0).filing().hosts()).isEqualTo(3);
    assertThat(filings.get(0).matter().kind()).isEqualTo(VerdictKind.TLS_RELAY);
    assertThat(filedAfterStart(of(VerdictKind.TLS_RELAY)).stream().flatMap(List::stream))
        .as("filed already")
        .isEmpty();
  }

  @Test
  void a_flood_of_them_is_filed_a_few_at_a_time() {
    for (int leaf = 0; leaf < 170; leaf++) {
      relays(leaf, 2);
    }

    assertThat(filedAfterStart(of(VerdictKind.TLS_RELAY)).stream().map(List::size))
        .startsWith(50, 50, 50, 20, 0);
  }
}
