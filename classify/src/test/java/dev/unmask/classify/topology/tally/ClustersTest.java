package dev.unmask.classify.topology.tally;

import static dev.unmask.classify.ObservationBuilder.anObservation;
import static dev.unmask.classify.ObservationBuilder.host;
import static dev.unmask.classify.ObservationBuilder.leaf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.classify.model.Profile;
import dev.unmask.classify.model.Signature;
import dev.unmask.classify.topology.InMemoryStores;
import dev.unmask.classify.topology.message.Seen;
import dev.unmask.classify.topology.message.Standing;
import dev.unmask.classify.topology.store.Member;
import dev.unmask.classify.topology.store.Members;
import dev.unmask.schemas.owner.OwnerCatalogue;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClustersTest {

  private static final Bytes SIGNATURE =
      Bytes.wrap(Signature.of(anObservation().build(), OwnerCatalogue.builtIn()).encode());
  private static final Standing DUTCH = new Standing(SIGNATURE, OptionalLong.of(64_500), "NL");
  private static final Standing PLACELESS = new Standing(SIGNATURE, OptionalLong.empty(), "");

  private InMemoryStores stores;
  private Members members;

  @BeforeEach
  void open(@TempDir Path directory) {
    stores = new InMemoryStores(directory);
    members = new Members(stores.context());
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void counts_that_are_not_on_the_heap_are_counted_again_from_the_members() {
    Clusters clusters = new Clusters(members, 1_000);
    members.add(leaf(1), host(1), DUTCH);
    members.add(leaf(1), host(2), PLACELESS);
    members.add(leaf(1), host(3), Standing.CHANGED);
    members.add(leaf(2), host(4), DUTCH);

    Profile profile = clusters.get(leaf(1)).profile(leaf(1), Optional.of(new Seen(1, 2))).profile();

    assertThat(profile.total()).isEqualTo(2);
    assertThat(profile.ports()).isEqualTo(Map.of(443, 2L));
    assertThat(profile.networks()).isEqualTo(Map.of(64_500L, 1L));
    assertThat(profile.countries()).isEqualTo(Map.of("NL", 1L));
    assertThat(profile.changed()).isEqualTo(1);
    assertThat(profile.lastSeen()).contains(Instant.ofEpochMilli(2));
  }

  @Test
  void what_has_to_leave_the_heap_is_the_same_when_it_comes_back() {
    Clusters clusters = new Clusters(members, 30);
    for (int i = 0; i < 100; i++) {
      String fingerprint = leaf(i % 10);
      Cluster cluster = clusters.get(fingerprint);
      int rows = cluster.rows();
      members.add(fingerprint, host(i), DUTCH);
      cluster.add(new Member(fingerprint, SIGNATURE, host(i)), DUTCH, () -> true);
      clusters.resized(cluster.rows() - rows);
    }

    for (int i = 0; i < 10; i++) {
      assertThat(clusters.get(leaf(i)).profile(leaf(i), Optional.empty()).profile().total())
          .isEqualTo(10);
    }
  }
}
