package dev.unmask.schemas.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.unmask.schemas.endpoint.Endpoints;
import java.util.Map;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Places a record whose key is an endpoint by the subnet of its address, so that one enricher alone
 * sees a subnet and what is promised per host and per subnet holds across any number of them. Keys
 * that are no endpoint are placed as Kafka's default partitioner places them; a record without a
 * key by its value.
 *
 * <p>Whoever produces banners with a client of their own does the same: partition = {@code
 * toPositive(murmur2(subnet)) % partitions}, where subnet is the UTF-8 text of the /24 or /48 in
 * canonical form, for example {@code 192.0.2.0/24} or {@code 2001:db8::/48}, and murmur2 is
 * Kafka's. In Java, set this class as {@code partitioner.class}.
 *
 * <p>Stateless, safe from any thread.
 */
public final class SubnetPartitioner implements Partitioner {

  /** The partition of a record with this key among so many partitions. */
  public static int partition(String key, int partitions) {
    String placedBy =
        Endpoints.tryParse(key).map(endpoint -> Endpoints.subnet(endpoint.getIp())).orElse(key);
    return place(placedBy.getBytes(UTF_8), partitions);
  }

  @Override
  public int partition(
      String topic,
      @Nullable Object key,
      byte @Nullable [] keyBytes,
      @Nullable Object value,
      byte @Nullable [] valueBytes,
      Cluster cluster) {
    int partitions = cluster.partitionsForTopic(topic).size();
    if (keyBytes != null) {
      return partition(new String(keyBytes, UTF_8), partitions);
    }
    return place(valueBytes == null ? new byte[0] : valueBytes, partitions);
  }

  private static int place(byte[] bytes, int partitions) {
    return Utils.toPositive(Utils.murmur2(bytes)) % partitions;
  }

  @Override
  public void configure(Map<String, ?> configs) {}

  @Override
  public void close() {}
}
