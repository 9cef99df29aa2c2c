package dev.unmask.classify.topology.latest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.unmask.avro.Basis;
import dev.unmask.avro.HostVerdict;
import dev.unmask.avro.Role;
import dev.unmask.avro.VerdictKind;
import dev.unmask.schemas.endpoint.Endpoints;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Fields and their words are those of the Elastic Common Schema 9, {@code threat.indicator.*}. */
class IndicatorTest {

  private static final String SEEN = "2026-01-01T00:00:00Z";

  @Test
  void it_says_what_is_where_and_until_when() throws IOException {
    JsonNode json = json(host(Role.KEY_HOLDER, Basis.MEASURED).setAsn(64_500L).setCountry("NL"));

    assertThat(json.at("/@timestamp").asText()).isEqualTo(SEEN);
    assertThat(json.at("/event/id").asText()).isEqualTo("id-1");
    assertThat(json.at("/event/kind").asText()).isEqualTo("enrichment");
    assertThat(json.at("/event/category/0").asText()).isEqualTo("threat");
    assertThat(json.at("/event/type/0").asText()).isEqualTo("indicator");
    JsonNode indicator = json.at("/threat/indicator");
    assertThat(indicator.get("type").asText()).isEqualTo("ipv4-addr");
    assertThat(indicator.get("ip").asText()).isEqualTo("192.0.2.7");
    assertThat(indicator.get("port").asInt()).isEqualTo(443);
    assertThat(indicator.get("last_seen").asText()).isEqualTo(SEEN);
    assertThat(indicator.at("/as/number").asLong()).isEqualTo(64_500);
    assertThat(indicator.at("/geo/country_iso_code").asText()).isEqualTo("NL");
    assertThat(json.at("/tls/server/hash/sha256").asText()).isEqualTo("0A".repeat(32));
    assertThat(json.at("/unmask/valid_until").asText()).isEqualTo("2026-01-31T00:00:00Z");
    assertThat(json.at("/unmask/endpoint").asText()).isEqualTo("192.0.2.7:443/tcp");
  }

  @Test
  void an_ipv6_address_is_one() throws IOException {
    HostVerdict.Builder host = host(Role.KEY_HOLDER, Basis.MEASURED);
    host.setEndpoint(Endpoints.parse("[2001:db8::7]:443/tcp"));

    assertThat(json(host).at("/threat/indicator/type").asText()).isEqualTo("ipv6-addr");
  }

  @ParameterizedTest
  @CsvSource({
    "KEY_HOLDER, MEASURED, 0.95, block, High",
    "IMPERSONATOR, MEASURED, 0.7, block, Medium",
    "IMPERSONATOR, PASSIVE, 0.95, watch, Low",
    "KEY_HOLDER, INFERRED, 0.95, watch, Low",
    "HANDSHAKE_RELAY, MEASURED, 0.95, watch, High",
    "UNDETERMINED, MEASURED, 0, none, None"
  })
  void one_blocks_on_what_was_measured_and_watches_the_rest(
      Role role, Basis basis, double confidence, String advice, String word) throws IOException {
    JsonNode json = json(host(role, basis).setConfidence(confidence));

    assertThat(json.at("/unmask/advice").asText()).isEqualTo(advice);
    assertThat(json.at("/threat/indicator/confidence").asText()).isEqualTo(word);
  }

  @Test
  void one_whose_reason_has_gone_is_valid_until_then() throws IOException {
    JsonNode json = json(host(Role.GENUINE, Basis.MEASURED));

    assertThat(json.at("/unmask/valid_until").asText()).isEqualTo(SEEN);
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"GENUINE", "DEFAULT_KEY", "CHANGED", "UNREACHABLE", "UNDETERMINED"})
  void nobody_blocks_or_watches_who_did_nothing(Role role) {
    assertThat(Indicator.indicates(role)).isFalse();
  }

  private static HostVerdict.Builder host(Role role, Basis basis) {
    return HostVerdict.newBuilder()
        .setEndpoint(Endpoints.parse("192.0.2.7:443/tcp"))
        .setFingerprint("0a".repeat(32))
        .setRole(role)
        .setBasis(basis)
        .setVerdict(VerdictKind.KEY_COMPROMISE)
        .setConfidence(0.95)
        .setObservedAt(Instant.parse(SEEN));
  }

  private static JsonNode json(HostVerdict.Builder host) throws IOException {
    String json = Indicator.json(host.build(), "id-1");
    assertThat(json).hasSizeLessThan(2_000);
    return new ObjectMapper().readTree(json);
  }
}
