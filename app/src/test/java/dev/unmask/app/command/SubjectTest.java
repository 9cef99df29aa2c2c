package dev.unmask.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectTest {
  private static final String WHOLE =
      "1073570f79136511ba45b44c923a55c69b97e91d3aaa2e06e5e657129ca809ff";

  @Test
  void six_hex_digits_or_more_begin_a_fingerprint() {
    assertThat(Subject.of("1073570F"))
        .isEqualTo(new Subject("1073570f", OptionalInt.empty(), true));
    assertThat(Subject.of(WHOLE).isFingerprint()).isTrue();
  }

  @Test
  void a_fingerprint_may_have_colons_as_openssl_writes_it() {
    assertThat(Subject.of(WHOLE.replaceAll("(..)(?=.)", "$1:")).text()).isEqualTo(WHOLE);
  }

  @Test
  void addresses_come_with_or_without_a_port() {
    assertThat(Subject.of("192.0.2.7"))
        .isEqualTo(new Subject("192.0.2.7", OptionalInt.empty(), false));
    assertThat(Subject.of("192.0.2.7:443"))
        .isEqualTo(new Subject("192.0.2.7", OptionalInt.of(443), false));
    assertThat(Subject.of("2001:DB8:0::7"))
        .isEqualTo(new Subject("2001:db8::7", OptionalInt.empty(), false));
    assertThat(Subject.of("[2001:db8::7]:443/tcp"))
        .isEqualTo(new Subject("2001:db8::7", OptionalInt.of(443), false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12345", "example.org", "192.0.2.700", "192.0.2.7:99999", "zz"})
  void anything_else_is_refused(String typed) {
    assertThatThrownBy(() -> Subject.of(typed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no fingerprint");
  }
}
