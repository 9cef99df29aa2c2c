package dev.unmask.classify.topology.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.OptionalLong;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

  private static final long HASH = 0x5001a3fb09dc0038L;
  private static final String SHA = "ab".repeat(32);

  @Test
  void what_was_written_is_read_in_the_same_order() {
    byte[] written =
        new FieldWriter(3)
            .number(300)
            .number(OptionalLong.of(7))
            .number(OptionalLong.empty())
            .fixed(-2)
            .fraction(0.25)
            .flag(true)
            .text("naïve")
            .bytes(Bytes.wrap(new byte[] {1, 2}))
            .sha256(SHA)
            .raw(new byte[] {9})
            .written();

    FieldReader reader = new FieldReader(written, 3, "it");

    assertThat(reader.number()).isEqualTo(300);
    assertThat(reader.optionalNumber()).hasValue(7);
    assertThat(reader.optionalNumber()).isEmpty();
    assertThat(reader.fixed()).isEqualTo(-2);
    assertThat(reader.fraction()).isEqualTo(0.25);
    assertThat(reader.flag()).isTrue();
    assertThat(reader.text()).isEqualTo("naïve");
    assertThat(reader.wrapped()).isEqualTo(Bytes.wrap(new byte[] {1, 2}));
    assertThat(reader.sha256()).isEqualTo(SHA);
    assertThat(reader.rest()).containsExactly(9);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 127, 128, 16_383, 16_384, Long.MAX_VALUE, -1, Long.MIN_VALUE})
  void any_number_survives(long number) {
    byte[] written = new FieldWriter(1).number(number).written();

    assertThat(new FieldReader(written, 1, "it").number()).isEqualTo(number);
  }

  @Test
  void another_version_is_refused_with_a_way_out() {
    byte[] written = new FieldWriter(2).written();

    assertThatIllegalStateException()
        .isThrownBy(() -> new FieldReader(written, 1, "a row of store latest"))
        .withMessageContaining("a row of store latest has format version 2")
        .withMessageContaining("unmask epoch switch");
  }

  @Test
  void what_is_cut_off_is_refused() {
    byte[] written = new FieldWriter(1).number(5).text("some text").sha256(SHA).written();

    for (int length = 0; length < written.length; length++) {
      byte[] cut = Arrays.copyOf(written, length);
      assertThatIllegalStateException()
          .isThrownBy(
              () -> {
                FieldReader reader = new FieldReader(cut, 1, "it");
                reader.number();
                reader.text();
                reader.sha256();
              });
    }
  }

  @Test
  void only_a_sha256_is_written_as_one() {
    assertThatIllegalArgumentException().isThrownBy(() -> new FieldWriter(1).sha256("abcd"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FieldWriter(1).sha256("x".repeat(64)));
  }

  @Test
  void the_stable_hash_stays_what_it_was() {
    assertThat(StableHash.of("192.0.2.1:443/tcp")).isEqualTo(HASH);
    assertThat(StableHash.of("192.0.2.2:443/tcp")).isNotEqualTo(HASH);
  }
}
