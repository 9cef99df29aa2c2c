package dev.unmask.enrich.probe.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LargeFlightsTest {

  private final LargeFlights places = new LargeFlights(1);
  private final FlightSize one = new FlightSize(places);
  private final FlightSize other = new FlightSize(places);

  @Test
  void usual_handshakes_need_no_place() {
    assertThat(one.read(LargeFlights.USUAL_BYTES + 1)).isTrue();

    assertThat(other.read(LargeFlights.USUAL_BYTES)).isTrue();
    assertThat(other.read(1)).isFalse();
  }

  @Test
  void place_is_held_until_the_connection_closes() {
    one.read(LargeFlights.USUAL_BYTES + 1);
    one.handshakeDone();
    assertThat(other.read(LargeFlights.USUAL_BYTES + 1)).isFalse();

    one.closed();
    one.closed();

    assertThat(places.enter()).isTrue();
    assertThat(places.enter()).isFalse();
  }

  @Test
  void refused_one_frees_no_place() {
    one.read(LargeFlights.USUAL_BYTES + 1);
    other.read(LargeFlights.USUAL_BYTES + 1);

    other.closed();

    assertThat(places.enter()).isFalse();
  }

  @Test
  void what_comes_after_the_handshake_is_not_counted() {
    one.read(LargeFlights.USUAL_BYTES);
    one.handshakeDone();

    assertThat(one.read(1_000_000)).isTrue();
    assertThat(places.enter()).isTrue();
  }
}
