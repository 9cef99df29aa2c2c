package dev.unmask.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class PipelineTest {
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final Pipeline pipeline = new Pipeline();

  @Test
  void stages_end_in_reverse_order() {
    pipeline.start(new Endless("classify"));
    pipeline.start(new Endless("enrich"));

    pipeline.close();

    assertThat(events)
        .containsExactly("enrich told", "enrich ended", "classify told", "classify ended");
  }

  @Test
  void waits_until_all_stages_are_done() {
    pipeline.start(new Ending("ingest"));

    pipeline.await();

    assertThat(events).contains("ingest ended");
  }

  @Test
  void one_that_fails_ends_the_others() {
    pipeline.start(new Endless("classify"));
    pipeline.start(new Failing("enrich"));

    assertThatThrownBy(pipeline::await).hasMessage("no broker");
    assertThat(events).contains("classify ended");
    assertThat(pipeline.alive()).isFalse();
  }

  @Test
  void says_which_stage_waits_for_what() {
    pipeline.start(new Endless("classify"));
    pipeline.start(new Waiting("enrich"));

    assertThat(pipeline.waitingFor()).containsExactly("enrich: the topics");
    assertThat(pipeline.alive()).isTrue();
    pipeline.close();
  }

  @Test
  void what_failed_is_known_without_waiting() {
    pipeline.start(new Failing("enrich"));

    await()
        .untilAsserted(
            () ->
                assertThat(pipeline.failure())
                    .get()
                    .extracting(Throwable::getMessage)
                    .isEqualTo("no broker"));
  }

  private class Endless implements Stage {
    private final String name;
    private final CountDownLatch told = new CountDownLatch(1);

    Endless(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void run() {
      try {
        told.await();
        events.add(name + " ended");
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public Optional<String> waitingFor() {
      return Optional.empty();
    }

    @Override
    public void close() {
      events.add(name + " told");
      told.countDown();
    }
  }

  private final class Ending extends Endless {
    Ending(String name) {
      super(name);
      close();
    }
  }

  private final class Waiting extends Endless {
    Waiting(String name) {
      super(name);
    }

    @Override
    public Optional<String> waitingFor() {
      return Optional.of("the topics");
    }
  }

  private final class Failing extends Endless {
    Failing(String name) {
      super(name);
    }

    @Override
    public void run() {
      throw new IllegalStateException("no broker");
    }
  }
}
