package dev.unmask.enrich;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads banners off the consumer's thread, however long the registry takes. */
final class Reading {
  private final BannerReader reader;
  private final Patience patience;

  Reading(BannerReader reader, Patience patience) {
    this.reader = reader;
    this.patience = patience;
  }

  /** Never fails but by being cancelled: what is wrong with the record is a result. */
  CompletableFuture<BannerReader.Read> read(Task task, ConsumerRecord<byte[], byte[]> record) {
    return patience.insist(task, () -> CompletableFuture.completedFuture(reader.read(record)));
  }

  Optional<String> waitingFor() {
    return patience.waitingFor();
  }
}
