package dev.unmask.enrich;

import dev.unmask.enrich.memory.ProbeMemory;
import dev.unmask.enrich.queue.Work;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Work that begins on a partition when nothing is left of its last owner: the second is over in
 * which connections of his may have begun, since rates hold for any second and each enricher knows
 * of its own connections alone; and it is known which hosts were probed when.
 */
record RememberingWork(Work work, ProbeMemory memory, Executor afterASecond) implements Work {
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
    return CompletableFuture.runAsync(() -> {}, afterASecond)
        .thenCompose(over -> memory.load(partition.partition()));
  }
}
