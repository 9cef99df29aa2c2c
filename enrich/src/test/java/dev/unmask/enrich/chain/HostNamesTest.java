package dev.unmask.enrich.chain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 6125 6.4: names, and wildcards for one whole label. */
class HostNamesTest {

  @ParameterizedTest(name = "{0} for {1}: {2}")
  @CsvSource({
    "www.example.com,   www.example.com,   true",
    "example.com,       www.example.com,   false",
    "www.example.com,   example.com,       false",
    "*.example.com,     www.example.com,   true",
    "*.example.com,     a.www.example.com, false",
    "*.example.com,     example.com,       false",
    "*.com,             example.com,       false",
    "*,                 example.com,       false",
    "w*.example.com,    www.example.com,   false",
    "www.*.com,         www.example.com,   false",
    "*.*.com,           www.example.com,   false",
    "*.example.com,     .example.com,      false",
  })
  void matches(String pattern, String name, boolean match) {
    assertThat(HostNames.matches(pattern, name)).isEqualTo(match);
  }
}
