package dev.unmask.enrich.probe.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What counts as a session ticket. */
class TicketWatchTest {

  private final TicketWatch watch = new TicketWatch();

  @Test
  void record_after_finished_that_lets_nothing_through_is_a_ticket() {
    watch.begin();
    watch.onRecord(250);
    watch.onRecord(266);

    assertThat(watch.lengths()).containsExactly(250, 266);
  }

  @Test
  void records_of_the_handshake_are_none() {
    watch.onRecord(250);

    assertThat(watch.lengths()).isEmpty();
  }

  @Test
  void nothing_is_told_from_the_first_plaintext_on() {
    watch.begin();
    watch.onPlaintext();
    watch.onRecord(250);

    assertThat(watch.lengths()).isEmpty();
  }

  @Test
  void alerts_and_key_updates_are_too_short() {
    watch.begin();
    watch.onRecord(19);
    watch.onRecord(22);

    assertThat(watch.lengths()).isEmpty();
  }

  @Test
  void flood_is_not_kept() {
    watch.begin();
    for (int i = 0; i < 1_000; i++) {
      watch.onRecord(250);
    }

    assertThat(watch.lengths()).hasSize(16);
  }
}
