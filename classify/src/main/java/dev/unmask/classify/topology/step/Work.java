package dev.unmask.classify.topology.step;

import org.apache.kafka.streams.processor.api.Record;

/** What a step does with a record. Called by one thread at a time. */
public interface Work<K, V> {

  void process(Record<K, V> record);

  /** The task leaves this thread; nothing is to be written any more. */
  default void close() {}
}
