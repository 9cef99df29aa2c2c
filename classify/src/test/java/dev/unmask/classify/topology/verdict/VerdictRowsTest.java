package dev.unmask.classify.topology.verdict;

import static dev.unmask.classify.ObservationBuilder.leaf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.classify.topology.InMemoryStores;
import dev.unmask.classify.topology.store.Era;
import dev.unmask.classify.topology.store.Mode;
import dev.unmask.classify.topology.store.Profiles;
import dev.unmask.classify.topology.store.VerdictRow;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerdictRowsTest {

  private static final VerdictRow ONE = VerdictRow.NONE.hinting(1);
  private static final VerdictRow TWO = VerdictRow.NONE.hinting(2);

  private InMemoryStores stores;
  private Profiles profiles;
  private VerdictRows rows;

  @BeforeEach
  void open(@TempDir Path directory) {
    stores = new InMemoryStores(directory);
    profiles = new Profiles(stores.context());
    rows = new VerdictRows(profiles, Era.of(Mode.LIVE, stores.context()));
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void every_change_is_in_the_store_at_once() {
    rows.put(leaf(1), ONE);
    assertThat(profiles.verdict(leaf(1))).contains(ONE);

    rows.put(leaf(1), TWO);
    assertThat(profiles.verdict(leaf(1))).contains(TWO);
  }

  @Test
  void a_row_that_is_as_it_was_is_not_written_again() {
    rows.put(leaf(1), ONE);
    profiles.put(leaf(1), TWO);

    rows.put(leaf(1), VerdictRow.NONE.hinting(1));

    assertThat(profiles.verdict(leaf(1))).contains(TWO);
  }

  @Test
  void a_row_that_was_read_from_the_store_is_not_written_again_either() {
    profiles.put(leaf(1), ONE);
    VerdictRow read = rows.get(leaf(1));
    profiles.put(leaf(1), TWO);

    rows.put(leaf(1), read);

    assertThat(profiles.verdict(leaf(1))).contains(TWO);
  }
}
