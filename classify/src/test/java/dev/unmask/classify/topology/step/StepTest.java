package dev.unmask.classify.topology.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

/** Nothing on the heap outlives an aborted transaction: a task is revived through {@code init}. */
class StepTest {

  private final List<Remembering> begun = new ArrayList<>();
  private final Processor<String, String, String, String> step =
      Step.<String, String, String, String>of(context -> begin()).get();

  @Test
  void work_that_is_begun_again_remembers_nothing() {
    step.init(new MockProcessorContext<>());
    step.process(new Record<>("key", "aborted", 0));
    step.init(new MockProcessorContext<>());
    step.process(new Record<>("key", "repeated", 0));

    assertThat(begun).hasSize(2);
    assertThat(begun.get(1).seen).containsExactly("repeated");
    assertThat(begun.get(0).closed).isTrue();
    assertThat(begun.get(1).closed).isFalse();
  }

  @Test
  void it_ends_with_its_task_and_once() {
    step.init(new MockProcessorContext<>());
    step.close();
    step.close();

    assertThat(begun.get(0).closed).isTrue();
    assertThatNullPointerException().isThrownBy(() -> step.process(new Record<>("key", "", 0)));
  }

  private Remembering begin() {
    Remembering work = new Remembering();
    begun.add(work);
    return work;
  }

  private static final class Remembering implements Work<String, String> {
    private final List<String> seen = new ArrayList<>();
    private boolean closed;

    @Override
    public void process(Record<String, String> record) {
      seen.add(record.value());
    }

    @Override
    public void close() {
      assertThat(closed).isFalse();
      closed = true;
    }
  }
}
