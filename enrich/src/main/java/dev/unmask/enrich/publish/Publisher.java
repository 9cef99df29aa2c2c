package dev.unmask.enrich.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.unmask.avro.Certificate;
import dev.unmask.avro.Observation;
import dev.unmask.avro.Probed;
import dev.unmask.schemas.certificate.CertificateFacts;
import dev.unmask.schemas.deadletter.DeadLetter;
import dev.unmask.schemas.endpoint.Endpoints;
import dev.unmask.schemas.serde.AvroFormat;
import dev.unmask.schemas.topic.SubnetPartitioner;
import dev.unmask.schemas.topic.Topics;
import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes, and says when the broker has it. A method may block while the producer's buffer is full
 * or the registry is slow, so it is never called on an event loop. Safe from any thread.
 */
public final class Publisher {
  /** Header of a banner that was sent on: the partition that it came from. */
  public static final String FORWARDED = "unmask.forwarded.from";

  private static final String STAGE = "enrich";

  private final Producer<byte[], byte[]> producer;
  private final Topics topics;
  private final Serializer<Observation> observations;
  private final Serializer<Certificate> certificates;
  private final Serializer<Probed> probed;
  private final AlreadyPublished published = new AlreadyPublished();

  /** {@code producer} places records by {@link SubnetPartitioner}; it is the caller's to close. */
  public Publisher(Producer<byte[], byte[]> producer, Topics topics, AvroFormat format) {
    this.producer = producer;
    this.topics = topics;
    this.observations = format.serializer(topics.observations());
    this.certificates = format.serializer(topics.certificates());
    this.probed = format.serializer(topics.probed());
  }

  /**
   * An observation, and every certificate that it speaks of and that this process has not written
   * yet.
   */
  public CompletableFuture<Void> observation(Observation observation, Collection<byte[]> shown) {
    var at = observation.getObservedAt().toEpochMilli();
    var topic = topics.observations().name();
    var written = shown.stream().map(der -> certificate(der, at));
    var value = observations.serialize(topic, observation);
    var record =
        new ProducerRecord<>(topic, null, at, key(Endpoints.key(observation.getEndpoint())), value);
    return all(Stream.concat(written, Stream.of(send(record))));
  }

  /** That an endpoint was probed. */
  public CompletableFuture<Void> probed(String endpoint, Probed value) {
    var topic = topics.probed().name();
    var at = value.getProbedAt().toEpochMilli();
    var bytes = probed.serialize(topic, value);
    return send(new ProducerRecord<>(topic, null, at, key(endpoint), bytes));
  }

  /** A banner whose place is another partition, marked as sent on. */
  public CompletableFuture<Void> forward(ConsumerRecord<byte[], byte[]> banner, String endpoint) {
    var record =
        new ProducerRecord<>(
            topics.banners().name(),
            null,
            Math.max(0, banner.timestamp()),
            key(endpoint),
            banner.value(),
            banner.headers());
    record.headers().add(FORWARDED, String.valueOf(banner.partition()).getBytes(UTF_8));
    return send(record);
  }

  /**
   * A record that could not be used. Where even the dead letter is too large, the beginning of it.
   */
  public CompletableFuture<Void> dead(ConsumerRecord<byte[], byte[]> record, Throwable failure) {
    var dead = DeadLetter.ofRecord(STAGE, failure, record).toRecord(topics);
    return send(dead)
        .exceptionallyCompose(
            error ->
                RecordFaults.isTooLarge(error)
                    ? send(cut(dead))
                    : CompletableFuture.failedFuture(error));
  }

  /** Number of partitions of the banners' topic. */
  public int partitions() {
    return producer.partitionsFor(topics.banners().name()).size();
  }

  private CompletableFuture<Void> certificate(byte[] der, long at) {
    var sha256 = CertificateFacts.sha256(der);
    return published.once(
        sha256,
        () -> {
          var topic = topics.certificates().name();
          var value = certificates.serialize(topic, CertificateFacts.of(der));
          return send(new ProducerRecord<>(topic, null, at, key(sha256), value));
        });
  }

  private CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> record) {
    var acknowledged = new CompletableFuture<Void>();
    producer.send(
        record,
        (metadata, error) -> {
          if (error == null) {
            acknowledged.complete(null);
          } else {
            acknowledged.completeExceptionally(error);
          }
        });
    return acknowledged;
  }

  private static CompletableFuture<Void> all(Stream<CompletableFuture<Void>> written) {
    return CompletableFuture.allOf(written.toArray(CompletableFuture<?>[]::new));
  }

  private static ProducerRecord<byte[], byte[]> cut(ProducerRecord<byte[], byte[]> dead) {
    var beginning =
        Arrays.copyOf(dead.value(), Math.min(dead.value().length, DeadLetter.MAX_CUT_BYTES));
    var cut =
        new ProducerRecord<>(
            dead.topic(), null, dead.timestamp(), dead.key(), beginning, dead.headers());
    cut.headers().add(DeadLetter.CUT, "true".getBytes(UTF_8));
    return cut;
  }

  private static byte[] key(String text) {
    return text.getBytes(UTF_8);
  }
}
