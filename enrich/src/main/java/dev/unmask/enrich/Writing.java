package dev.unmask.enrich;

import dev.unmask.avro.Observation;
import dev.unmask.enrich.publish.Publisher;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Writes until the broker has it. The futures complete when all that belongs to it is acknowledged,
 * and fail only if the record itself cannot be written.
 */
final class Writing {
  private final Publisher publisher;
  private final Patience patience;
  private final DeadLetterBrake brake;

  Writing(Publisher publisher, Patience patience, DeadLetterBrake brake) {
    this.publisher = publisher;
    this.patience = patience;
    this.brake = brake;
  }

  /** An observation, and the certificates that were shown. */
  CompletableFuture<Void> observation(
      Task task, Observation observation, Collection<byte[]> shown) {
    return patience.insist(task, () -> publisher.observation(observation, shown));
  }

  /** A banner, to the partition of its endpoint. */
  CompletableFuture<Void> forward(
      Task task, ConsumerRecord<byte[], byte[]> record, String endpoint) {
    return patience.insist(task, () -> publisher.forward(record, endpoint));
  }

  /** A record that cannot be used. */
  CompletableFuture<Void> dead(Task task, ConsumerRecord<byte[], byte[]> record, Throwable why) {
    return brake
        .pass()
        .thenCompose(passed -> patience.insist(task, () -> publisher.dead(record, why)));
  }

  Optional<String> waitingFor() {
    return patience.waitingFor().or(brake::waitingFor);
  }
}
