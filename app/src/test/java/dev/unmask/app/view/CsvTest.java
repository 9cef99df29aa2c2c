package dev.unmask.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
  @Test
  void commas_and_quotes_are_quoted() {
    assertThat(Csv.line(List.of("a", "b,c", "d\"e"))).isEqualTo("a,\"b,c\",\"d\"\"e\"");
  }

  @Test
  void a_record_is_one_line() {
    assertThat(Csv.line(List.of("a\nb"))).isEqualTo("a\\u{a}b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1+1", "-cmd", "@SUM(A1)", "  =1+1", "\t=1", "＝1"})
  void a_formula_is_text(String formula) {
    assertThat(Csv.line(List.of(formula)).replace("\"", "")).doesNotMatch("^\\s*[=+@＝-].*");
  }

  @ParameterizedTest
  @CsvSource({"-1", "-0.25", "12", "0.5"})
  void numbers_stay_numbers(String number) {
    assertThat(Csv.line(List.of(number))).isEqualTo(number);
  }
}
