package dev.unmask.classify.topology.tally;

import static dev.unmask.classify.model.HostBuilder.aHost;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class SignatureCountsTest {

  private static final Bytes COARSE = Bytes.wrap(aHost().tls("").build().encode());

  private final Map<Bytes, Integer> store = new HashMap<>();
  private final SignatureCounts counts = new SignatureCounts();

  @Test
  void each_signature_is_counted_while_there_are_not_too_many() {
    addAll(hashes(SignatureCounts.MOST_FINE));

    assertThat(counts.asMap()).hasSize(SignatureCounts.MOST_FINE);
    assertThat(counts.different()).isEqualTo(SignatureCounts.MOST_FINE);
  }

  @Test
  void one_more_and_hosts_are_told_apart_without_what_they_can_choose() {
    addAll(hashes(SignatureCounts.MOST_FINE + 1));

    assertThat(counts.asMap()).isEqualTo(Map.of(COARSE, SignatureCounts.MOST_FINE + 1L));
    assertThat(counts.tooCoarse()).isFalse();
  }

  @Test
  void the_heap_holds_no_more_whatever_comes() {
    addAll(hashes(5 * SignatureCounts.MOST_FINE));

    assertThat(counts.rows()).isEqualTo(1);
    assertThat(counts.different()).isEqualTo(5L * SignatureCounts.MOST_FINE);
  }

  @Test
  void how_many_different_ones_there_are_does_not_depend_on_what_was_before() {
    List<Bytes> hosts = new ArrayList<>(hashes(14_000));
    hosts.addAll(hashes(14_000));
    Collections.shuffle(hosts, new Random(4));
    addAll(hosts);
    for (Bytes gone : hosts.subList(0, 20_000)) {
      remove(gone);
    }

    long left = store.values().stream().filter(count -> count > 0).count();
    assertThat(left).isLessThan(SignatureCounts.MOST_FINE);
    assertThat(counts.different()).isEqualTo(left);
    assertThat(counts.tooCoarse()).as("to be counted anew from the store").isTrue();
    assertThat(counts.rows()).isEqualTo(1);
  }

  private void addAll(List<Bytes> signatures) {
    signatures.forEach(
        signature -> {
          counts.add(signature, () -> store.getOrDefault(signature, 0) > 0);
          store.merge(signature, 1, Integer::sum);
        });
  }

  private void remove(Bytes signature) {
    store.merge(signature, -1, Integer::sum);
    counts.remove(signature, () -> store.get(signature) > 0);
  }

  private static List<Bytes> hashes(int count) {
    List<Bytes> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(Bytes.wrap(aHost().tls("%08x".formatted(i)).build().encode()));
    }
    return all;
  }
}
