package dev.unmask.lab.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Murmur3Test {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''           | 00000000",
        "hello        | 248bfa47",
        "hello, world | 149bbb7f",
        "'The quick brown fox jumps over the lazy dog' | 2e4ff723"
      })
  void hash_is_that_of_the_reference(String text, String hex) {
    assertThat(Murmur3.hash(text)).isEqualTo(Integer.parseUnsignedInt(hex, 16));
  }
}
