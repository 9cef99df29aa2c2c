package dev.unmask.classify.topology.step;

import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * A step of the topology. Its work is a new object each time that the task begins, or begins again
 * after an aborted transaction: so nothing that was on the heap before can outlive what was
 * written.
 */
public final class Step<K, V, L, W> implements Processor<K, V, L, W> {

  private final Function<ProcessorContext<L, W>, Work<K, V>> begin;
  private @Nullable Work<K, V> work;

  private Step(Function<ProcessorContext<L, W>, Work<K, V>> begin) {
    this.begin = begin;
  }

  /** Steps whose work begins so. */
  public static <K, V, L, W> ProcessorSupplier<K, V, L, W> of(
      Function<ProcessorContext<L, W>, Work<K, V>> begin) {
    return () -> new Step<>(begin);
  }

  @Override
  public void init(ProcessorContext<L, W> context) {
    close();
    work = begin.apply(context);
  }

  @Override
  public void process(Record<K, V> record) {
    Objects.requireNonNull(work, "process before init").process(record);
  }

  @Override
  public void close() {
    if (work != null) {
      work.close();
      work = null;
    }
  }
}
