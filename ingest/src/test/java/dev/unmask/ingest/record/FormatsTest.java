package dev.unmask.ingest.record;

import static dev.unmask.ingest.record.RecordText.aRecord;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Banner;
import dev.unmask.avro.CertificateClaims;
import dev.unmask.avro.HttpSummary;
import dev.unmask.schemas.certificate.CertificateFacts;
import dev.unmask.schemas.endpoint.Endpoints;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A record of each feed beside Shodan's, told by its shape alone. */
class FormatsTest {

  private static final Instant LATEST = Instant.parse("2026-11-24T06:00:00Z");

  private final TestChain chain = TestChain.of("www.example.com");
  private final String sha256 = CertificateFacts.sha256(chain.der().get(0));
  private final RecordParser parser = new RecordParser(16 << 20, Optional.empty());

  @Test
  void zgrab2_tls() throws IOException {
    Banner banner = only(parse(fixture("zgrab2-tls.json")));

    assertThat(banner.getFeed()).isEqualTo("zgrab2");
    assertThat(Endpoints.key(banner.getEndpoint())).isEqualTo("192.0.2.7:8443/tcp");
    assertThat(banner.getObservedAt()).isEqualTo("2026-11-23T04:06:07Z");
    assertThat(banner.getServerName()).isEqualTo("www.example.com");
    assertThat(banner.getHttp()).isNull();
    CertificateClaims claims = requireNonNull(banner.getCertificate());
    assertThat(claims.getFingerprint()).isEqualTo(sha256);
    assertThat(claims.getChain())
        .containsExactly(ByteBuffer.wrap(chain.der().get(0)), ByteBuffer.wrap(chain.der().get(1)));
    assertThat(claims.getSubject()).contains("CN=www.example.com");
    assertThat(claims.getDifferences()).isEmpty();
  }

  @Test
  void zgrab2_http_of_the_host_that_was_scanned_and_not_of_where_it_was_sent_on_to()
      throws IOException {
    Banner banner = only(parse(fixture("zgrab2-http.json")));

    assertThat(Endpoints.key(banner.getEndpoint())).isEqualTo("192.0.2.8:4443/tcp");
    assertThat(banner.getHttp())
        .isEqualTo(new HttpSummary(302, "https://elsewhere.example.net/", "front", null));
    assertThat(requireNonNull(banner.getCertificate()).getFingerprint()).isEqualTo(sha256);
  }

  @ParameterizedTest
  @CsvSource({
    "tls,      tls,  '{\"handshake_log\":{}}',                                          443",
    "tls8443,  tls,  '{\"handshake_log\":{}}',                                          8443",
    "http,     http, '{\"response\":{\"status_code\":200}}',                            80",
    "http8080, http, '{\"response\":{\"status_code\":200}}',                            8080",
    "http,     http, '{\"response\":{\"request\":{\"url\":{\"scheme\":\"https\",\"host\":\"a\"}}}}', 443",
    "http,     http, '{\"response\":{\"request\":{\"url\":{\"scheme\":\"http\",\"host\":\"[2001:db8::7]:81\"}}}}', 81",
  })
  void zgrab2_without_a_port_has_it_from_the_url_the_module_or_the_protocol(
      String module, String protocol, String result, int port) {
    String answer =
        "{\"status\":\"success\",\"protocol\":\"%s\",\"result\":%s,\"timestamp\":\"2026-11-23T05:06:07Z\"}"
            .formatted(protocol, result);
    String line = "{\"ip\":\"192.0.2.7\",\"data\":{\"%s\":%s}}".formatted(module, answer);

    Banner banner = only(parse(line));

    assertThat(banner.getEndpoint().getPort()).isEqualTo(port);
    assertThat(text(banner.getRaw())).isEqualTo(answer);
  }

  @Test
  void zgrab2_of_a_host_that_did_not_answer_is_no_record() {
    String line =
        "{\"ip\":\"192.0.2.7\",\"data\":{\"tls\":{\"status\":\"connection-timeout\",\"protocol\":\"tls\","
            + "\"timestamp\":\"2026-11-23T05:06:07Z\",\"error\":\"i/o timeout\"}}}";

    assertThat(parse(line)).isEmpty();
  }

  @Test
  void leakix() throws IOException {
    Banner banner = only(parse(fixture("leakix.json")));

    assertThat(banner.getFeed()).isEqualTo("leakix");
    assertThat(banner.getRecordId()).startsWith("6d1f2e77");
    assertThat(Endpoints.key(banner.getEndpoint())).isEqualTo("198.51.100.7:8443/tcp");
    assertThat(banner.getObservedAt()).isEqualTo("2026-11-23T05:06:07.890Z");
    assertThat(banner.getServerName()).isEqualTo("www.example.com");
    assertThat(banner.getHostnames()).containsExactly("host7.example.net");
    assertThat(banner.getAsn()).isEqualTo(64500L);
    assertThat(banner.getOrganization()).isEqualTo("Example Org");
    assertThat(banner.getCountry()).isEqualTo("NL");
    assertThat(banner.getVpnTags()).containsExactly("vpn");
    assertThat(banner.getHttp())
        .isEqualTo(new HttpSummary(302, "https://www.example.com/login", "nginx", "302 Found"));
    CertificateClaims claims = requireNonNull(banner.getCertificate());
    assertThat(claims.getFingerprint()).isEqualTo(sha256);
    assertThat(claims.getSubject()).isEqualTo("CN=www.example.com");
  }

  @Test
  void what_a_service_was_entered_with_is_nowhere() throws IOException {
    String line = fixture("leakix.json");
    String dated = line.replace("2026-11-23T05", "2036-11-23T05");
    String torn = line.replace("\"tags\":[", "\"tags\":[[");

    assertThat(text(only(parse(line)).getRaw()))
        .isEqualTo(line.replaceFirst("\"credentials\":\\{[^}]*}", "\"credentials\":null"));
    Reading.Rejected early = (Reading.Rejected) parse(dated).get(0);
    assertThat(early.sentence()).startsWith("time: expected a time that has come");
    assertThat(text(early.raw())).contains("\"credentials\":null").doesNotContain("hunter2");
    assertThat(early.whole()).isTrue();
    Reading.Rejected malformed = (Reading.Rejected) parse(torn).get(0);
    assertThat(text(malformed.raw())).startsWith("{\"event_type\"").doesNotContain("hunter2");
    assertThat(malformed.whole()).isFalse();
  }

  @Test
  void censys_search() throws IOException {
    List<Reading> readings = parse(fixture("censys-search.json"));

    assertThat(readings).hasSize(2).allMatch(Reading.Parsed.class::isInstance);
    Banner https = ((Reading.Parsed) readings.get(0)).banner();
    Banner vpn = ((Reading.Parsed) readings.get(1)).banner();
    assertThat(https.getFeed()).isEqualTo("censys");
    assertThat(Endpoints.key(https.getEndpoint())).isEqualTo("203.0.113.7:443/tcp");
    assertThat(https.getObservedAt()).isEqualTo("2026-11-23T05:06:07.123Z");
    assertThat(https.getAsn()).isEqualTo(64500L);
    assertThat(https.getCountry()).isEqualTo("NL");
    assertThat(https.getOrganization()).isEqualTo("EXAMPLE-AS");
    assertThat(https.getHostnames()).containsExactly("www.example.com");
    assertThat(https.getHttp())
        .isEqualTo(new HttpSummary(302, "https://www.example.com/", "nginx", "302 Found"));
    CertificateClaims claims = requireNonNull(https.getCertificate());
    assertThat(claims.getFingerprint()).isEqualTo(sha256);
    assertThat(claims.getChain()).isEmpty();
    assertThat(claims.getSubject()).isEqualTo("CN=www.example.com, O=Example");
    assertThat(Endpoints.key(vpn.getEndpoint())).isEqualTo("203.0.113.7:1194/udp");
    assertThat(vpn.getVpnTags()).contains("openvpn");
    assertThat(vpn.getCertificate()).isNull();
  }

  @Test
  void censys_platform() throws IOException {
    Banner banner = only(parse(fixture("censys-platform.json")));

    assertThat(Endpoints.key(banner.getEndpoint())).isEqualTo("[2001:db8::7]:8443/tcp");
    assertThat(banner.getObservedAt()).isEqualTo("2026-11-23T05:06:07Z");
    CertificateClaims claims = requireNonNull(banner.getCertificate());
    assertThat(claims.getFingerprint()).isEqualTo(sha256);
    assertThat(claims.getIssuer()).isEqualTo("CN=Test Issuer, O=Example");
  }

  @Test
  void records_of_another_format_than_was_chosen_are_rejected() throws IOException {
    RecordParser chosen = new RecordParser(16 << 20, Optional.of(Format.ZGRAB2));

    assertThat(chosen.parse(fixture("zgrab2-tls.json").getBytes(UTF_8), LATEST))
        .singleElement()
        .isInstanceOf(Reading.Parsed.class);
    Reading shodan = chosen.parse(aRecord().bytes(), LATEST).get(0);
    assertThat(((Reading.Rejected) shodan).sentence())
        .isEqualTo("format: expected zgrab2, got shodan");
  }

  private List<Reading> parse(String line) {
    return parser.parse(line.getBytes(UTF_8), LATEST);
  }

  private static Banner only(List<Reading> readings) {
    assertThat(readings).singleElement().isInstanceOf(Reading.Parsed.class);
    return ((Reading.Parsed) readings.get(0)).banner();
  }

  private static String text(ByteBuffer bytes) {
    return UTF_8.decode(bytes.duplicate()).toString();
  }

  /** The file, with the test's chain in it. */
  private String fixture(String name) throws IOException {
    Base64.Encoder base64 = Base64.getEncoder();
    try (InputStream in = requireNonNull(getClass().getResourceAsStream(name))) {
      return new String(in.readAllBytes(), UTF_8)
          .strip()
          .replace("@LEAF@", base64.encodeToString(chain.der().get(0)))
          .replace("@ISSUER@", base64.encodeToString(chain.der().get(1)))
          .replace("@ISSUERSHA256@", CertificateFacts.sha256(chain.der().get(1)))
          .replace("@SHA256@", sha256)
          .replace("@SERIAL@", chain.serial().toString());
    }
  }
}
