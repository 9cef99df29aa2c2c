package dev.unmask.classify.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotedTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CN=www.update.microsoft.com,O=Microsoft | \"CN=www.update.microsoft.com,O=Microsoft\"",
        "a<b>&c | \"a\\u003cb\\u003e\\u0026c\"",
        "m\u00fcnchen | \"m\\u00fcnchen\"",
        "\u202Emoc.tfosorcim | \"\\u202emoc.tfosorcim\"",
      })
  void what_is_not_plain_is_written_as_a_number(String text, String quoted) {
    assertThat(Quoted.of(text)).isEqualTo(quoted);
  }

  @Test
  void control_characters_and_quotes_cannot_break_out() {
    assertThat(Quoted.of("a\"\n\u0000\u001b[31m\\x"))
        .isEqualTo("\"a\\u0022\\u000a\\u0000\\u001b[31m\\u005cx\"");
  }

  @Test
  void a_long_text_is_cut() {
    assertThat(Quoted.of("x".repeat(10_000))).hasSize(125).endsWith("...\"");
  }
}
