package dev.unmask.classify.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.unmask.classify.topology.store.Mode;
import dev.unmask.schemas.topic.Topics;
import dev.unmask.stack.LocalStack;
import dev.unmask.stack.junit.LocalStackExtension;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@ExtendWith(LocalStackExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class HandoverIT {

  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration LONG = Duration.ofMinutes(1);

  private Cluster cluster;
  private Epochs epochs;

  @BeforeEach
  void begin(LocalStack stack) throws Exception {
    cluster = new Cluster(stack);
    epochs = new Epochs(cluster.connection());
    cluster.send(topics().observations().name());
    cluster.send(topics().currentVerdicts().name());
  }

  @AfterEach
  void end() throws Exception {
    epochs.close();
    cluster.close();
  }

  private Topics topics() {
    return cluster.connection().topics();
  }

  private void switchTo(long epoch, Duration limit, Consumer<String> progress) throws Exception {
    try (Epochs own = new Epochs(cluster.connection())) {
      new Handover(cluster.connection(), own, "test", progress, limit).to(epoch);
    }
  }

  private void ready(long epoch) throws Exception {
    cluster.createInternalTopics(epoch);
    cluster.readAll(epoch);
    cluster.start(epoch, Mode.SHADOW);
  }

  @Test
  void an_epoch_that_has_not_begun_to_read_does_not_go_live() throws Exception {
    KafkaConsumer<?, ?> process = cluster.start(2, Mode.SHADOW);
    assertThatThrownBy(() -> switchTo(2, SOON, progress -> {}))
        .hasMessageContaining("has not begun to read");

    cluster.createInternalTopics(2);
    assertThatThrownBy(() -> switchTo(2, SOON, progress -> {}))
        .hasMessageContaining("has not begun to read");

    process.close();
    cluster.readAll(2);
    cluster.start(2, Mode.SHADOW);
    switchTo(2, LONG, progress -> {});
    assertThat(epochs.live()).isEqualTo(2);
  }

  @Test
  void a_topic_that_an_epoch_of_another_build_does_not_have_is_not_waited_for() throws Exception {
    cluster.without("said-of-cases");
    ready(2);

    switchTo(2, LONG, progress -> {});

    assertThat(epochs.live()).isEqualTo(2);
  }

  @Test
  void what_is_not_fed_to_an_epoch_that_has_inputs_of_its_own_counts_as_behind() throws Exception {
    new Handover(cluster.connection(), epochs, "test", progress -> {}).create(2, OptionalInt.of(1));
    cluster.createInternalTopics(2);
    cluster.readAllOfItsOwn(2);

    assertThat(epochs.state(2).begun()).isTrue();
    assertThat(epochs.state(2).lag()).isEqualTo(1);
  }

  @Test
  void of_two_switches_the_later_one_decides() throws Exception {
    KafkaConsumer<?, ?> live = cluster.start(1, Mode.LIVE);
    ready(2);
    ready(3);
    CompletableFuture<Void> firstWaits = new CompletableFuture<>();
    CompletableFuture<Void> secondWaits = new CompletableFuture<>();
    CompletableFuture<Void> first = switching(2, firstWaits);
    firstWaits.join();
    CompletableFuture<Void> second = switching(3, secondWaits);
    secondWaits.join();
    live.close();

    second.join();
    assertThatThrownBy(first::join).hasMessageContaining("another switch has begun since");
    assertThat(epochs.live()).isEqualTo(3);
  }

  private CompletableFuture<Void> switching(long epoch, CompletableFuture<Void> waits) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            switchTo(epoch, LONG, progress -> waits.complete(null));
          } catch (Exception failed) {
            waits.complete(null);
            throw new IllegalStateException(failed.getMessage(), failed);
          }
        });
  }

  @Test
  void nobody_is_live_while_what_was_live_does_not_know_what_is_public() throws Exception {
    cluster.start(1, Mode.SHADOW);
    ready(2);
    cluster.send(topics().currentVerdicts().name());

    assertThatThrownBy(() -> switchTo(2, SOON, progress -> {}))
        .hasMessageContaining("epoch 2 to have read what is public")
        .hasMessageContaining("nobody is live");
    assertThat(epochs.live()).isZero();
  }

  @Test
  void what_was_live_is_live_again_when_it_knows_what_is_public() throws Exception {
    ready(2);
    cluster.send(topics().currentVerdicts().name());
    ready(1);

    assertThatThrownBy(() -> switchTo(2, SOON, progress -> {}))
        .hasMessageContaining("epoch 2 to have read what is public");
    assertThat(epochs.live()).isEqualTo(1);
  }

  @Test
  void what_did_not_stop_is_live_again() throws Exception {
    cluster.start(1, Mode.LIVE);
    ready(2);

    assertThatThrownBy(() -> switchTo(2, SOON, progress -> {}))
        .hasMessageContaining("epoch 1 to stop");
    assertThat(epochs.live()).isEqualTo(1);
  }
}
