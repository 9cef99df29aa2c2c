package dev.unmask.classify.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.NotCoordinatorException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.junit.jupiter.api.Test;

class AwaitingTest {

  private final List<String> said = new ArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();

  private void await(Duration limit, Awaiting.Condition condition) throws InterruptedException {
    new Awaiting(said::add, limit).until("it", condition);
  }

  @Test
  void a_broker_that_does_not_answer_for_a_moment_is_asked_again() throws Exception {
    await(
        Duration.ofMinutes(1),
        () ->
            switch (asked.getAndIncrement()) {
              case 0 -> throw new ExecutionException(new NotCoordinatorException("moved"));
              case 1 ->
                  throw new KafkaException(
                      "epoch 2", new ExecutionException(new TimeoutException()));
              case 2 -> false;
              default -> true;
            });

    assertThat(asked).hasValue(4);
    assertThat(said).containsExactly("waiting for it");
  }

  @Test
  void one_that_never_does_is_too_late_and_it_is_said_why() {
    assertThatThrownBy(
            () ->
                await(
                    Duration.ZERO,
                    () -> {
                      throw new ExecutionException(new NotCoordinatorException("moved"));
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("waited for it for 0 s: ")
        .hasMessageContaining("moved");
  }

  @Test
  void one_that_refuses_is_not_asked_again() {
    assertThatThrownBy(
            () ->
                await(
                    Duration.ofMinutes(1),
                    () -> {
                      asked.getAndIncrement();
                      throw new ExecutionException(new TopicAuthorizationException("no"));
                    }))
        .isInstanceOf(KafkaException.class)
        .hasMessageContaining("it: ");
    assertThat(asked).hasValue(1);
  }

  @Test
  void one_that_is_too_old_to_be_asked_says_so() {
    assertThatThrownBy(
            () ->
                await(
                    Duration.ofMinutes(1),
                    () -> {
                      throw new ExecutionException(new UnsupportedVersionException("old"));
                    }))
        .isInstanceOf(UnsupportedVersionException.class);
  }
}
