package dev.unmask.classify.topology.tally;

import static dev.unmask.classify.model.HostBuilder.aHost;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.classify.model.HostBuilder;
import dev.unmask.classify.model.Reach;
import dev.unmask.classify.model.Signature;
import dev.unmask.classify.model.Speech;
import dev.unmask.classify.model.Speech.Answer;
import dev.unmask.classify.model.Vpn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergingTest {

  private static final Bytes RELAY = encoded(aHost().handshakeRelay().build());

  @Test
  void a_few_hundred_signatures_stay_as_they_are() {
    SortedMap<Bytes, Long> rows = hashes(Merging.MOST_ROWS);

    assertThat(Merging.bounded(rows)).isEqualTo(rows);
  }

  @Test
  void of_too_many_the_rare_ones_lose_their_hashes_and_no_host_is_lost() {
    SortedMap<Bytes, Long> rows = hashes(5_000);
    rows.put(RELAY, 8_000L);

    SortedMap<Bytes, Long> bounded = Merging.bounded(rows);

    int stay = Merging.KEPT - 1 + Outliers.MOST;
    assertThat(bounded).hasSize(stay + 2).containsEntry(RELAY, 8_000L);
    assertThat(total(bounded)).isEqualTo(13_000);
    assertThat(bounded.get(encoded(aHost().tls("").alerting().build())))
        .as("those that were merged are still alive")
        .isEqualTo(5_000 - stay);
  }

  @Test
  void who_is_unlike_the_others_by_more_than_a_hash_stays_as_he_is_and_so_do_the_owners_servers() {
    Bytes holder = encoded(keyHolder("0000beef"));
    Bytes twin = encoded(aHost().inside("microsoft").tls("0000cafe").alerting().build());
    SortedMap<Bytes, Long> rows = hashes(5_000);
    rows.put(holder, 1L);
    rows.put(twin, 6L);

    assertThat(Merging.bounded(rows)).containsEntry(holder, 1L).containsEntry(twin, 6L);
  }

  @Test
  void hosts_of_ever_new_kinds_do_not_push_out_who_has_content_to_show() {
    Bytes holder = encoded(keyHolder("0000beef"));
    SortedMap<Bytes, Long> rows = hashes(5_000);
    aspects().forEach(signature -> rows.put(encoded(signature), 1L));
    rows.put(holder, 1L);

    SortedMap<Bytes, Long> bounded = Merging.bounded(rows);

    assertThat(bounded).containsEntry(holder, 1L).hasSizeLessThan(Merging.MOST_ROWS);
    assertThat(total(bounded)).isEqualTo(total(rows));
  }

  @Test
  void nor_do_hosts_in_catalogued_networks_and_they_do_not_push_out_each_other_without_a_hash() {
    Bytes holder = encoded(keyHolder("0000beef"));
    Bytes twin = encoded(aHost().inside("microsoft").tls("0000cafe").alerting().build());
    SortedMap<Bytes, Long> rows = hashes(5_000);
    rows.replaceAll((signature, hosts) -> 3L);
    aspects().forEach(host -> rows.put(encoded(in("microsoft", host)), 1L));
    rented("amazon", "0a0a0a0a").forEach(signature -> rows.put(encoded(signature), 2L));
    rows.put(holder, 2L);
    rows.put(twin, 1L);

    assertThat(Merging.bounded(rows)).containsEntry(holder, 2L).containsEntry(twin, 1L);
  }

  @Test
  void of_a_kind_of_host_with_more_signatures_than_there_is_room_for_the_first_stay_as_they_are() {
    SortedMap<Bytes, Long> rows = new TreeMap<>();
    for (int i = 0; i < 2 * Merging.MOST_ROWS; i++) {
      rows.put(encoded(keyHolder("%08x".formatted(i))), 1L);
    }

    assertThat(Outliers.among(rows))
        .containsExactlyInAnyOrderElementsOf(rows.keySet().stream().limit(Outliers.MOST).toList());
  }

  @Test
  void who_is_merged_at_last_goes_to_the_finest_row_that_is_left_of_his_kind() {
    SortedMap<Bytes, Long> rows = hashes(5_000);
    rows.keySet().stream().limit(Merging.KEPT).toList().forEach(kept -> rows.put(kept, 2L));
    for (int i = 0; i < 10; i++) {
      String tls = "%08x".formatted(i);
      rented("amazon", tls).forEach(signature -> rows.put(encoded(signature), 1L));
      rented("google", tls).forEach(signature -> rows.put(encoded(signature), 1L));
    }

    assertThat(Merging.bounded(rows))
        .containsEntry(
            encoded(aHost().tls("").alerting().build()),
            5_000L + Merging.KEPT - 2L * Outliers.MOST);
  }

  /** Each draw is another order of the same hosts, some of whom come and go besides. */
  @ParameterizedTest
  @CsvSource({"600, 20", "10100, 4"})
  void rows_depend_on_the_hosts_that_there_are_and_not_on_how_they_came(int hashes, int draws) {
    List<Bytes> hosts = new ArrayList<>(hashes(hashes).keySet());
    aspects().forEach(signature -> hosts.add(encoded(signature)));
    hosts.add(encoded(keyHolder("0000beef")));
    SortedMap<Bytes, Long> once = rows(new SignatureCounts(), hosts);

    for (int seed = 0; seed < draws; seed++) {
      Random random = new Random(seed);
      Collections.shuffle(hosts, random);
      SignatureCounts counts = new SignatureCounts();
      List<Bytes> passing = List.copyOf(hashes(20_000, random.nextInt(4_000)).keySet());
      passing.forEach(signature -> counts.add(signature, () -> false));
      SortedMap<Bytes, Long> crowded = rows(counts, hosts);
      passing.forEach(signature -> counts.remove(signature, () -> false));

      assertThat(total(crowded)).isEqualTo(hosts.size() + passing.size());
      assertThat(Merging.bounded(counts.asMap())).as("seed %d", seed).isEqualTo(once);
    }
  }

  private static SortedMap<Bytes, Long> rows(SignatureCounts counts, List<Bytes> hosts) {
    hosts.forEach(signature -> counts.add(signature, () -> false));
    return Merging.bounded(counts.asMap());
  }

  @Test
  void whatever_hosts_do_the_rows_are_some_hundreds_at_most() {
    SortedMap<Bytes, Long> rows = new TreeMap<>();
    aspects().forEach(signature -> rows.put(encoded(signature), 1L));
    assertThat(rows).hasSizeGreaterThan(600);

    SortedMap<Bytes, Long> bounded = Merging.bounded(rows);

    assertThat(bounded).hasSizeLessThan(Merging.MOST_ROWS);
    assertThat(total(bounded)).isEqualTo(rows.size());
  }

  @Test
  void a_merged_host_stays_in_its_owners_network() {
    SortedMap<Bytes, Long> rows = new TreeMap<>();
    aspects().forEach(signature -> rows.put(encoded(signature), 2L));
    for (Speech.Liveness liveness : Speech.Liveness.values()) {
      rows.put(encoded(aHost().inside("microsoft").liveness(liveness).build()), 1L);
    }

    long inside =
        Merging.bounded(rows).entrySet().stream()
            .filter(row -> Signature.decode(row.getKey().get()).inNetworkOf("microsoft"))
            .mapToLong(Map.Entry::getValue)
            .sum();

    assertThat(inside).isEqualTo(Speech.Liveness.values().length);
  }

  private static Signature keyHolder(String tls) {
    return aHost().tls(tls).alerting().answered(Answer.HTTP_SUCCESS, "12345678").build();
  }

  private static SortedMap<Bytes, Long> hashes(int count) {
    return hashes(0, count);
  }

  private static SortedMap<Bytes, Long> hashes(int from, int count) {
    SortedMap<Bytes, Long> rows = new TreeMap<>();
    for (int i = from; i < from + count; i++) {
      rows.put(encoded(aHost().tls("%08x".formatted(i)).alerting().build()), 1L);
    }
    return rows;
  }

  /** Hosts that differ in what has no hash. */
  private static List<Signature> aspects() {
    List<Signature> all = new ArrayList<>();
    for (Speech.Liveness liveness : Speech.Liveness.values()) {
      for (Vpn.Port1194 port : Vpn.Port1194.values()) {
        for (Vpn.OpenVpn openVpn : Vpn.OpenVpn.values()) {
          for (Reach.TlsOutcome outcome : Reach.TlsOutcome.values()) {
            HostBuilder host = aHost().liveness(liveness).vpn(port, openVpn);
            all.add(host.failed(outcome).build());
          }
        }
      }
    }
    return all;
  }

  /** Hosts that somebody runs in a network of a catalogued cloud, of many kinds. */
  private static List<Signature> rented(String network, String tls) {
    List<Signature> all = new ArrayList<>();
    for (Speech.Liveness liveness : Speech.Liveness.values()) {
      for (Vpn.Port1194 port : Vpn.Port1194.values()) {
        for (Vpn.OpenVpn openVpn : Vpn.OpenVpn.values()) {
          HostBuilder host = aHost().inside(network).tls(tls).liveness(liveness).vpn(port, openVpn);
          all.add(host.answered(Answer.HTTP_SUCCESS, "12345678").build());
        }
      }
    }
    return all;
  }

  private static Signature in(String network, Signature host) {
    return new Signature(
        host.reach(), host.chain(), host.speech(), host.vpn(), host.manners(), List.of(network));
  }

  private static long total(SortedMap<Bytes, Long> rows) {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }

  private static Bytes encoded(Signature signature) {
    return Bytes.wrap(signature.encode());
  }
}
