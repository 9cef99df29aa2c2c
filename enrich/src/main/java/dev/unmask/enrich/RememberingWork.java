package dev.unmask.enrich;

import dev.unmask.enrich.memory.ProbeMemory;
import dev.unmask.enrich.queue.Work;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Work that begins on a partition when it is known which of its hosts were probed when. */
record RememberingWork(Work work, ProbeMemory memory) implements Work {
  @Override
  public CompletableFuture<?> start(ConsumerRecord<byte[], byte[]> record) {
    return work.start(record);
  }

  @Override
  public CompletableFuture<?> startCarefully(ConsumerRecord<byte[], byte[]> record) {
    return work.startCarefully(record);
  }

  @Override
  public CompletableFuture<?> giveUp(ConsumerRecord<byte[], byte[]> record) {
    return work.giveUp(record);
  }

  @Override
  public CompletableFuture<?> prepare(TopicPartition partition) {
    return memory.load(partition.partition());
  }
}
