package dev.unmask.classify.alert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DispositionKeyTest {

  @ParameterizedTest
  @CsvSource({
    "328F544D-ECB3-5A4F-8CF1-29555A643B5F, 328f544d-ecb3-5a4f-8cf1-29555a643b5f",
    "as64500, AS64500",
    "' AS0 ', AS0"
  })
  void a_case_and_a_network_are_keys_in_their_canonical_form(String typed, String key) {
    assertThat(DispositionKey.of(typed)).contains(key);
    assertThat(DispositionKey.isKey(key)).isTrue();
  }

  @Test
  void a_fingerprint_may_be_written_with_colons() {
    assertThat(DispositionKey.of("0A:".repeat(31) + "0A")).contains("0a".repeat(32));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "AS", "AS01", "64500", "192.0.2.0/24", "0a0b", "328f544d-ecb3-5a4f-8cf1"})
  void anything_else_is_none(String text) {
    assertThat(DispositionKey.of(text)).isEmpty();
    assertThat(DispositionKey.isKey(text)).isFalse();
  }
}
