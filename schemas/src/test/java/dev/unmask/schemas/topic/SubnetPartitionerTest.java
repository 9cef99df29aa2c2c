package dev.unmask.schemas.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

class SubnetPartitionerTest {

  private static final int PARTITIONS = 97;

  @Test
  void all_addresses_and_ports_of_a_subnet_share_a_partition() {
    Set<Integer> partitions =
        IntStream.range(0, 256)
            .mapToObj(host -> "192.0.2." + host + ":" + (host + 1) + "/tcp")
            .map(key -> SubnetPartitioner.partition(key, PARTITIONS))
            .collect(Collectors.toSet());

    assertThat(partitions).hasSize(1);
  }

  @Test
  void subnets_are_spread_over_the_partitions() {
    Set<Integer> partitions =
        IntStream.range(0, 2_000)
            .mapToObj(i -> "127." + (i / 256) + "." + (i % 256) + ".1:443/tcp")
            .map(key -> SubnetPartitioner.partition(key, PARTITIONS))
            .collect(Collectors.toSet());

    assertThat(partitions).hasSize(PARTITIONS);
  }

  @Test
  void the_partition_is_murmur2_of_the_subnet_as_documented_for_other_producers() {
    int expected = Utils.toPositive(Utils.murmur2("192.0.2.0/24".getBytes(UTF_8))) % 12;

    assertThat(SubnetPartitioner.partition("192.0.2.7:443/tcp", 12)).isEqualTo(expected);
  }

  @Test
  void a_key_that_is_no_endpoint_is_placed_as_kafka_places_it() {
    String fingerprint = "10".repeat(32);
    int expected = Utils.toPositive(Utils.murmur2(fingerprint.getBytes(UTF_8))) % 12;

    assertThat(SubnetPartitioner.partition(fingerprint, 12)).isEqualTo(expected);
  }

  @Test
  void an_ipv6_subnet_is_a_48() {
    assertThat(SubnetPartitioner.partition("[2001:db8:1:1::7]:443/tcp", PARTITIONS))
        .isEqualTo(SubnetPartitioner.partition("[2001:db8:1:ffff::1]:8443/tcp", PARTITIONS));
  }
}
