package dev.unmask.enrich;

import dev.unmask.avro.Banner;
import dev.unmask.enrich.observe.Leaves;
import dev.unmask.enrich.observe.Sighting;
import dev.unmask.enrich.publish.Publisher;
import dev.unmask.schemas.serde.AvroFormat;
import dev.unmask.schemas.topic.SubnetPartitioner;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads banners, and tells those that cannot be used, and those in a wrong partition, from the
 * others. Safe from any thread.
 */
final class BannerReader {
  /** What a record turned out to be. */
  sealed interface Read {}

  /** A banner, in its partition. */
  record Usable(Sighting sighting) implements Read {}

  /** A banner whose place is another partition. */
  record Misplaced(String endpoint) implements Read {}

  /** Bytes that are no banner, or a banner that makes no sense. */
  record Unusable(Exception why) implements Read {}

  private final Deserializer<Banner> format;
  private final Leaves leaves;
  private final IntSupplier partitions;

  /** {@code partitions}: how many the banners' topic has now. */
  BannerReader(Deserializer<Banner> format, Leaves leaves, IntSupplier partitions) {
    this.format = format;
    this.leaves = leaves;
    this.partitions = partitions;
  }

  /**
   * Reads a record.
   *
   * @throws org.apache.kafka.common.KafkaException if the registry or the broker does not say what
   *     is needed: not the record's fault
   */
  Read read(ConsumerRecord<byte[], byte[]> record) {
    Read read = readAnywhere(record);
    return read instanceof Usable usable && !isInPlace(usable.sighting().key(), record)
        ? new Misplaced(usable.sighting().key())
        : read;
  }

  /** The same whatever partition the record is in: usable or not, and never misplaced. */
  Read readAnywhere(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Optional.ofNullable(format.deserialize(record.topic(), record.value()))
          .map(this::sighting)
          .orElseGet(() -> new Unusable(new IllegalArgumentException("a banner without a value")));
    } catch (SerializationException e) {
      if (AvroFormat.isBadRecord(e)) {
        return new Unusable(e);
      }
      throw e;
    }
  }

  private Read sighting(Banner banner) {
    try {
      return new Usable(Sighting.of(banner, leaves));
    } catch (RuntimeException e) {
      return new Unusable(e);
    }
  }

  /**
   * What was sent on once is taken where it is: partitions were added meanwhile, and a banner must
   * not wander.
   */
  private boolean isInPlace(String endpoint, ConsumerRecord<?, ?> record) {
    return record.partition() == SubnetPartitioner.partition(endpoint, partitions.getAsInt())
        || record.headers().lastHeader(Publisher.FORWARDED) != null;
  }
}
