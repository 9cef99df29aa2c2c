package dev.unmask.enrich;

import dev.unmask.avro.Observation;
import dev.unmask.avro.Probed;
import dev.unmask.enrich.memory.ProbeMemory;
import dev.unmask.enrich.publish.Publisher;
import dev.unmask.schemas.endpoint.Endpoints;
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
  private final ProbeMemory memory;

  Writing(Publisher publisher, Patience patience, DeadLetterBrake brake, ProbeMemory memory) {
    this.publisher = publisher;
    this.patience = patience;
    this.brake = brake;
    this.memory = memory;
  }

  /** An observation, and the certificates that were shown. */
  CompletableFuture<Void> observation(
      Task task, Observation observation, Collection<byte[]> shown) {
    return patience.insist(task, () -> publisher.observation(observation, shown));
  }

  /**
   * An observation, and then that its host was probed. In this order: a crash between the two makes
   * a host be probed again, and never its evidence be lost.
   */
  CompletableFuture<Void> probed(Task task, Observation observation, Collection<byte[]> shown) {
    var endpoint = Endpoints.key(observation.getEndpoint());
    var probed =
        Probed.newBuilder()
            .setProbedAt(observation.getObservedAt())
            .setTier(observation.getTier())
            .setFingerprint(shown(observation))
            .build();
    return observation(task, observation, shown)
        .thenCompose(
            written -> {
              memory.remember(endpoint, probed.getProbedAt());
              return patience.insist(task, () -> publisher.probed(endpoint, probed));
            });
  }

  private static String shown(Observation observation) {
    return Optional.ofNullable(observation.getTls()).stream()
        .flatMap(tls -> tls.getChain().stream())
        .findFirst()
        .orElse("");
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
