package dev.unmask.enrich.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QueueLimitsTest {

  @Test
  void defaults() {
    assertThat(QueueLimits.defaults()).isEqualTo(new QueueLimits(2_000, 500, 5_000, 128));
  }

  @Test
  void every_limit_set() {
    var limits = new QueueLimits(3_000, 300, 24_000, 1_024);

    assertThat(limits.inFlight()).isEqualTo(3_000);
    assertThat(limits.inFlightPerPartition()).isEqualTo(300);
    assertThat(limits.span()).isEqualTo(24_000);
    assertThat(limits.memory()).isEqualTo(1_024);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 10, 64, --in-flight is 0; give a number from 1 to",
    "20001, 1, 10, 64, --in-flight is",
    "10, 0, 10, 64, --in-flight-per-partition is 0; give a number from 1 to 10",
    "10, 11, 110, 64, --in-flight-per-partition is 11",
    "10, 10, 99, 64, --span is 99; give a number from 100 to",
    "10, 10, 24001, 64, --span is",
    "10, 10, 100, 0, --queue-memory is 0; give a number from 1 to",
    "10, 10, 100, 65537, --queue-memory is",
  })
  void every_value_refused(int inFlight, int perPartition, int span, int memory, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new QueueLimits(inFlight, perPartition, span, memory))
        .withMessageContaining(message);
  }

  @Test
  void a_small_number_in_flight_fits_into_one_partition() {
    assertThat(QueueLimits.of(8)).isEqualTo(new QueueLimits(8, 8, 80));
  }
}
