package dev.unmask.classify.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocationTest {

  @ParameterizedTest
  @CsvSource({
    "https://a.example, a.example",
    "http://a.example/, a.example",
    "HTTPS://A.Example/x, a.example",
    "https://a.example:8443/x, a.example",
    "https://a.example?x=//b.example, a.example",
    "https://a.example#//b.example, a.example",
    "https://user:pass@a.example/, a.example",
    "https://b.example@a.example/, a.example",
    "https://a.example\\@b.example/, a.example",
    "https://a.example./, a.example",
    "//a.example/x, a.example",
    "'https://[2001:db8::1]:443/x', 2001:db8::1",
    "https://, ''",
    "https://[, ''",
  })
  void an_absolute_reference_has_a_host(String location, String host) {
    assertThat(Location.host(location)).contains(host);
  }

  @ParameterizedTest
  @CsvSource({
    "/x",
    "x/y",
    "?q=https://a.example",
    "javascript://a.example/",
    "ftp://a.example/",
    "''",
    "'data:text/html,//a'"
  })
  void another_reference_has_none(String location) {
    assertThat(Location.host(location)).isEmpty();
  }
}
