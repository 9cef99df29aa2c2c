package dev.unmask.schemas.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import inet.ipaddr.IPAddressString;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DottedQuadTest {

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "192.0.2.7", "255.255.255.255", "10.20.30.40"})
  void four_numbers_of_an_octet_are_one(String text) {
    assertThat(DottedQuad.isCanonical(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "1.2.3",
        "1.2.3.",
        ".1.2.3",
        "1..2.3",
        "1.2.3.4.",
        "1.2.3.4.5",
        "1.2.3.256",
        "1.2.3.04",
        "00.0.0.0",
        "1.2.3.-4",
        "1.2.3.4 ",
        "1.2.3.٤",
        "1.2.3.4/32",
        "::1",
        "1.2.3.1000"
      })
  void anything_else_is_none(String text) {
    assertThat(DottedQuad.isCanonical(text)).isFalse();
  }

  @Test
  void the_general_parser_writes_it_as_it_is() {
    Random random = new Random(4);
    for (int i = 0; i < 1_000; i++) {
      String text =
          IntStream.range(0, 4)
              .mapToObj(part -> String.valueOf(random.nextInt(300)))
              .collect(Collectors.joining("."));
      var address = new IPAddressString(text).getAddress();

      assertThat(DottedQuad.isCanonical(text))
          .isEqualTo(address != null && address.toCanonicalString().equals(text));
    }
  }
}
