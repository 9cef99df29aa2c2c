package dev.unmask.enrich.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RatesTest {

  @Test
  void a_thousand_a_second_and_few_to_each() {
    assertThat(Rates.defaults()).isEqualTo(new Rates(1_000, 200, 20, 5));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 1, 1, --rate is 0; give a number from 1 to 100",
    "100001, 1, 1, 1, --rate is",
    "1, 0, 1, 1, --asn-rate is 0; give a number from 1 to",
    "1, 1, 0, 1, --subnet-rate is 0; give a number from 1 to",
    "1, 1, 1, 0, --address-rate is 0; give a number from 1 to",
  })
  void every_value_refused(int all, int system, int subnet, int address, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Rates(all, system, subnet, address))
        .withMessageContaining(message);
  }
}
