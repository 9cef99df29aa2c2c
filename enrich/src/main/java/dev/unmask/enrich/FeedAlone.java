package dev.unmask.enrich;

import dev.unmask.avro.Provenance;
import dev.unmask.enrich.chain.ChainJudge;
import dev.unmask.enrich.chain.TrustStores;
import dev.unmask.enrich.observe.Leaves;
import dev.unmask.enrich.observe.Observations;
import dev.unmask.enrich.observe.Sighting;
import dev.unmask.enrich.policy.Policy;
import dev.unmask.enrich.publish.Publisher;
import dev.unmask.enrich.publish.RecordFaults;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.owner.OwnerCatalogue;
import dev.unmask.schemas.serde.AvroFormat;
import dev.unmask.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;

/**
 * What the feed alone says: banners become the observations that enrich makes of them where nothing
 * may be probed, by the same reading, judging and writing. There is no prober here, no queue and no
 * group; whoever has the banners gives them. Safe from any thread.
 */
public final class FeedAlone implements AutoCloseable {
  private final BannerReader reader;
  private final Observations observations;
  private final Publisher publisher;
  private final Producer<byte[], byte[]> producer;

  /**
   * @param identity who makes the observations; they say so
   * @param trustRoots files of trust anchors beside the public ones
   * @param format of the connection that is written to; stays the caller's to close
   * @throws IllegalArgumentException if a file of trust anchors cannot be read
   */
  public FeedAlone(
      Identity identity,
      List<Path> trustRoots,
      OwnerCatalogue owners,
      KafkaConnection connection,
      AvroFormat format) {
    this(
        identity,
        new ChainJudge(TrustStores.load(trustRoots)),
        new Leaves(owners),
        connection.topics(),
        format,
        new Clients(connection, identity.name()).producer());
  }

  FeedAlone(
      Identity identity,
      ChainJudge judge,
      Leaves leaves,
      Topics topics,
      AvroFormat format,
      Producer<byte[], byte[]> producer) {
    this.producer = producer;
    publisher = new Publisher(producer, topics, format);
    reader = new BannerReader(format.deserializer(topics.banners()), leaves, publisher::partitions);
    observations = new Observations(provenance(identity), judge, Clock.systemUTC());
  }

  /**
   * Writes what a banner says, and the certificates that it shows. Blocks while the producer's
   * buffer is full.
   *
   * @return completes once the broker has it; with false where the record cannot be used, and
   *     nothing is written
   * @throws org.apache.kafka.common.KafkaException if the registry does not say what is needed
   */
  public CompletableFuture<Boolean> write(ConsumerRecord<byte[], byte[]> banner) {
    return reader.readAnywhere(banner) instanceof BannerReader.Usable usable
        ? write(usable.sighting())
        : CompletableFuture.completedFuture(false);
  }

  private CompletableFuture<Boolean> write(Sighting sighting) {
    var decision = Policy.probingOff(sighting.subject());
    return publisher
        .observation(observations.passive(sighting, decision), sighting.chain())
        .thenApply(written -> true)
        .exceptionallyCompose(
            error ->
                RecordFaults.isOwn(error)
                    ? CompletableFuture.completedFuture(false)
                    : CompletableFuture.failedFuture(error));
  }

  /** Nothing is in force that could be probed by. */
  private static Provenance provenance(Identity identity) {
    return Provenance.newBuilder()
        .setEnricher(identity.name())
        .setVersion(identity.version())
        .setVantage(identity.vantage())
        .build();
  }

  /** Waits until the broker has all that was written. */
  public void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    Clients.close(producer);
  }
}
