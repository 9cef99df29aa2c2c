package dev.unmask.ingest.record;

import static dev.unmask.ingest.record.RecordText.aRecord;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.CertificateClaims;
import dev.unmask.schemas.certificate.CertificateFacts;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsClaimsTest {

  private static final TestChain CHAIN = TestChain.of("www.example.com");
  private static final String LEAF = CertificateFacts.sha256(CHAIN.der().get(0));
  private static final String OTHER = "ab".repeat(32);

  private final RecordParser parser = new RecordParser(1 << 20, Optional.empty());

  @Test
  void claims_are_facts_of_the_der() {
    CertificateClaims claims = claims(aRecord().showing(CHAIN));

    assertThat(claims.getFingerprint()).isEqualTo(LEAF);
    assertThat(claims.getChain())
        .extracting(ByteBuffer::array)
        .containsExactlyElementsOf(CHAIN.der());
    assertThat(claims.getSubject()).containsIgnoringCase("CN=www.example.com");
    assertThat(claims.getIssuer()).containsIgnoringCase("CN=Test Issuer");
    assertThat(claims.getDifferences()).isEmpty();
  }

  @Test
  void a_fact_that_differs_from_the_der_is_told_in_a_sentence_each() {
    String json =
        ssl(
            String.join(",", CHAIN.pem()),
            "\"serial\":77,\"expires\":\"20300101000000Z\",\"subject\":{\"CN\":\"www.example.org\"},"
                + "\"fingerprint\":{\"sha256\":\""
                + OTHER
                + "\"}");

    CertificateClaims claims = claims(aRecord().with("ssl", json));

    assertThat(claims.getFingerprint()).isEqualTo(LEAF);
    assertThat(claims.getDifferences())
        .containsExactly(
            "The record says that the leaf's SHA-256 is " + OTHER + ", its DER says " + LEAF + ".",
            "The record says that the leaf's subject's common name is 'www.example.org', its DER says"
                + " 'www.example.com'.",
            "The record says that the leaf's expiry is 2030-01-01T00:00:00Z, its DER says"
                + " 2026-12-31T23:59:58Z.",
            "The record says that the leaf's serial number is 4d, its DER says "
                + CHAIN.serial().toString(16)
                + ".");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1234567890123456789012345678901234567890123456",
        "1.2345678901234568e+45",
        "1234567890123456700000000000000000000000000000",
        "\"1234567890123456789012345678901234567890123456\"",
        "null",
        "NaN"
      })
  void a_serial_number_that_a_tool_has_rounded_is_no_difference(String serial) {
    String json = ssl(String.join(",", CHAIN.pem()), "\"serial\":" + serial);

    assertThat(claims(aRecord().with("ssl", json)).getDifferences()).isEmpty();
  }

  @Test
  void a_small_serial_number_is_compared_exactly() {
    TestChain chain = TestChain.of("www.example.com", BigInteger.valueOf(9_007_199_254_740_991L));

    String same = ssl(String.join(",", chain.pem()), "\"serial\":9007199254740991");
    String off = ssl(String.join(",", chain.pem()), "\"serial\":9007199254740990");

    assertThat(claims(aRecord().with("ssl", same)).getDifferences()).isEmpty();
    assertThat(claims(aRecord().with("ssl", off)).getDifferences()).hasSize(1);
  }

  @Test
  void the_leaf_is_the_certificate_that_the_record_names_wherever_it_stands() {
    String issuerFirst = CHAIN.pem().get(1) + "," + CHAIN.pem().get(0);
    String json = ssl(issuerFirst, "\"fingerprint\":{\"sha256\":\"" + LEAF + "\"}");

    CertificateClaims claims = claims(aRecord().with("ssl", json));

    assertThat(claims.getFingerprint()).isEqualTo(LEAF);
    assertThat(claims.getChain())
        .extracting(ByteBuffer::array)
        .containsExactlyElementsOf(CHAIN.der());
    assertThat(claims.getDifferences()).isEmpty();
  }

  @Test
  void without_a_chain_the_fingerprint_is_as_claimed() {
    String colons = "AB:".repeat(31) + "AB";
    String json =
        "{\"cert\":{\"fingerprint\":{\"sha256\":\""
            + colons
            + "\"},"
            + "\"subject\":{\"C\":\"US\",\"CN\":\"a,b.example.com\",\"O\":\"Example\",\"x\":\" y\"},"
            + "\"issuer\":{\"CN\":\"Test Issuer\"}}}";

    CertificateClaims claims = claims(aRecord().with("ssl", json));

    assertThat(claims.getFingerprint()).isEqualTo(OTHER);
    assertThat(claims.getChain()).isEmpty();
    assertThat(claims.getSubject()).isEqualTo("CN=a\\,b.example.com,O=Example,C=US,x=\\ y");
    assertThat(claims.getIssuer()).isEqualTo("CN=Test Issuer");
    assertThat(claims.getDifferences()).isEmpty();
  }

  @Test
  void the_hash_beside_the_chain_stands_in_for_a_missing_fingerprint() {
    String json =
        "{\"chain_sha256\":[\"" + OTHER + "\"],\"cert\":{\"fingerprint\":{\"sha256\":\"short\"}}}";

    assertThat(claims(aRecord().with("ssl", json)).getFingerprint()).isEqualTo(OTHER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "[]",
        "\"yes\"",
        "{\"chain\":[]}",
        "{\"chain\":null,\"cert\":null}",
        "{\"cert\":{\"fingerprint\":[]}}"
      })
  void a_record_that_names_no_certificate_claims_none(String json) {
    assertThat(parsed(aRecord().with("ssl", json)).banner().getCertificate()).isNull();
  }

  @Test
  void a_leaf_that_cannot_be_decoded_leaves_the_claim() {
    String json =
        ssl(
            "\"-----BEGIN CERTIFICATE-----\\nA===\\n\"",
            "\"fingerprint\":{\"sha256\":\"" + OTHER + "\"}");

    CertificateClaims claims = claims(aRecord().with("ssl", json));

    assertThat(claims.getFingerprint()).isEqualTo(OTHER);
    assertThat(claims.getDifferences())
        .containsExactly("The leaf in the record's chain cannot be decoded.");
  }

  @Test
  void a_leaf_that_is_no_certificate_keeps_its_fingerprint_and_says_so() {
    byte[] nonsense = {1, 2, 3, 4, 5, 6};
    String json = ssl(TestChain.pem(nonsense), "\"subject\":{\"CN\":\"www.example.com\"}");

    CertificateClaims claims = claims(aRecord().with("ssl", json));

    assertThat(claims.getFingerprint()).isEqualTo(CertificateFacts.sha256(nonsense));
    assertThat(claims.getSubject()).isEqualTo("CN=www.example.com");
    assertThat(claims.getDifferences())
        .singleElement()
        .asString()
        .startsWith("The leaf's DER cannot be parsed");
  }

  @Test
  void pem_may_have_windows_line_ends_text_around_it_or_no_frame() {
    String bare = CHAIN.pem().get(0).replaceAll("-----[A-Z ]+-----", "");
    String windows =
        CHAIN.pem().get(0).replace("\\n", "\\r\\n").replaceFirst("\"", "\" 0 s:CN=x\\\\n");

    assertThat(claims(aRecord().with("ssl", ssl(bare, ""))).getFingerprint()).isEqualTo(LEAF);
    assertThat(claims(aRecord().with("ssl", ssl(windows, ""))).getFingerprint()).isEqualTo(LEAF);
  }

  private static String ssl(String chain, String certificate) {
    return "{\"chain\":[" + chain + "],\"cert\":{" + certificate + "}}";
  }

  private CertificateClaims claims(RecordText record) {
    return Objects.requireNonNull(parsed(record).banner().getCertificate());
  }

  private Reading.Parsed parsed(RecordText record) {
    return (Reading.Parsed)
        parser.parse(record.bytes(), Instant.parse("2026-11-24T06:00:00Z")).get(0);
  }
}
