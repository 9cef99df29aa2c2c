package dev.unmask.enrich.probe.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Elements of BER, as LDAP restricts them. */
class BerTest {

  @Test
  void short_and_long_lengths_say_the_same() {
    assertThat(ber("0402aabb").octets(0x04)).isEqualTo(bytes("aabb"));
    assertThat(ber("048102aabb").octets(0x04)).isEqualTo(bytes("aabb"));
    assertThat(ber("048400000002aabb").octets(0x04)).isEqualTo(bytes("aabb"));
  }

  @ParameterizedTest
  @CsvSource({"0480aabb0000", "0485000000000100", "0403aabb", "04", "0482", "0302aabb", "''"})
  void what_is_indefinite_cut_or_of_another_tag_is_broken(String hex) {
    Ber ber = ber(hex);

    assertThat(ber.octets(0x04)).isEmpty();
    assertThat(ber.isBroken()).isTrue();
  }

  @Test
  void break_within_breaks_what_is_around() {
    Ber outer = ber("30030402aa");

    outer.element(0x30).octets(0x04);

    assertThat(outer.isBroken()).isTrue();
  }

  @Test
  void whole_length_is_known_from_the_head_alone() {
    assertThat(Ber.wholeLength(bytes("308400000010"), 0, 0x30)).isEqualTo(22);
    assertThat(Ber.wholeLength(bytes("3005"), 0, 0x30)).isEqualTo(7);
    assertThat(Ber.wholeLength(bytes("30"), 0, 0x30)).isEqualTo(Ber.UNKNOWN);
    assertThat(Ber.wholeLength(bytes("308400"), 0, 0x30)).isEqualTo(Ber.UNKNOWN);
    assertThat(Ber.wholeLength(bytes("3080aabbccdd"), 0, 0x30)).isEqualTo(Ber.NONE);
    assertThat(Ber.wholeLength(bytes("48"), 0, 0x30)).isEqualTo(Ber.NONE);
  }

  private static Ber ber(String hex) {
    return new Ber(bytes(hex));
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
