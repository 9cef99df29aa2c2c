package dev.unmask.enrich.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QueueLimitsTest {

  @Test
  void defaults() {
    assertThat(QueueLimits.defaults()).isEqualTo(new QueueLimits(2_000, 500, 5_000));
  }

  @Test
  void every_limit_set() {
    var limits = new QueueLimits(3_000, 300, 24_000);

    assertThat(limits.inFlight()).isEqualTo(3_000);
    assertThat(limits.inFlightPerPartition()).isEqualTo(300);
    assertThat(limits.span()).isEqualTo(24_000);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 10, --in-flight is 0; give a number from 1 to",
    "20001, 1, 10, --in-flight is",
    "10, 0, 10, --in-flight-per-partition is 0; give a number from 1 to 10",
    "10, 11, 110, --in-flight-per-partition is 11",
    "10, 10, 99, --span is 99; give a number from 100 to",
    "10, 10, 24001, --span is",
  })
  void every_value_refused(int inFlight, int perPartition, int span, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new QueueLimits(inFlight, perPartition, span))
        .withMessageContaining(message);
  }

  @Test
  void a_small_number_in_flight_fits_into_one_partition() {
    assertThat(QueueLimits.of(8)).isEqualTo(new QueueLimits(8, 8, 80));
  }
}
