package dev.unmask.classify.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.unmask.avro.Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CertificateSummaryTest {

  private static final CertificateSummary SUMMARY =
      new CertificateSummary(
          "CN=www.update.microsoft.com",
          "CN=Microsoft Update CA",
          List.of("www.update.microsoft.com", "fe2.update.microsoft.com"),
          "ab".repeat(32),
          "RSA",
          2048,
          Optional.of(Instant.parse("2020-01-01T00:00:00Z")),
          Optional.empty(),
          false);

  @Test
  void what_is_encoded_is_decoded() {
    assertThat(CertificateSummary.decode(SUMMARY.encode())).isEqualTo(SUMMARY);
    assertThat(SUMMARY.encode()[0]).isEqualTo((byte) 1);
  }

  @Test
  void no_prefix_and_no_longer_bytes_are_decoded() {
    byte[] whole = SUMMARY.encode();

    for (int length = 0; length <= whole.length + 1; length++) {
      byte[] bytes = Arrays.copyOf(whole, length);
      if (length != whole.length) {
        assertThatIllegalArgumentException().isThrownBy(() -> CertificateSummary.decode(bytes));
      }
    }
  }

  @Test
  void another_version_is_refused() {
    byte[] newer = SUMMARY.encode();
    newer[0] = 9;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> CertificateSummary.decode(newer))
        .withMessageContaining("format version 9, expected 1");
  }

  @Test
  void names_are_the_common_name_first_each_once_in_lower_case() {
    CertificateSummary summary =
        CertificateSummary.of(
            Certificate.newBuilder()
                .setCommonName("WWW.Example.org")
                .setDnsNames(List.of("www.example.org", "b.example.org"))
                .build());

    assertThat(summary.names()).containsExactly("www.example.org", "b.example.org");
  }

  @Test
  void a_hostile_certificate_is_cut() {
    CertificateSummary summary =
        CertificateSummary.of(
            Certificate.newBuilder()
                .setSubject("CN=" + "\uD83D\uDE00".repeat(500))
                .setIssuer("x".repeat(10_000))
                .setKeyType("y".repeat(10_000))
                .setDnsNames(
                    IntStream.range(0, 500).mapToObj(i -> i + "\u202e".repeat(400)).toList())
                .build());

    assertThat(summary.subject()).hasSizeLessThanOrEqualTo(256);
    assertThat(summary.issuer()).hasSize(256);
    assertThat(summary.names()).hasSize(2).allMatch(name -> name.length() <= 253);
    assertThat(summary.encode()).hasSizeLessThanOrEqualTo(4_096);
    assertThat(CertificateSummary.decode(summary.encode())).isEqualTo(summary);
  }

  @Test
  void a_certificate_that_did_not_parse_is_empty() {
    CertificateSummary summary =
        CertificateSummary.of(Certificate.newBuilder().setParseError("broken").build());

    assertThat(summary.names()).isEmpty();
    assertThat(summary.selfSigned()).isFalse();
    assertThat(CertificateSummary.decode(summary.encode())).isEqualTo(summary);
  }
}
