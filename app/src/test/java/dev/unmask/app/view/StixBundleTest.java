package dev.unmask.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.unmask.avro.Basis;
import dev.unmask.avro.HostVerdict;
import dev.unmask.avro.InconclusiveReason;
import dev.unmask.avro.Role;
import dev.unmask.avro.Transport;
import dev.unmask.avro.Verdict;
import dev.unmask.schemas.endpoint.Endpoints;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StixBundleTest {

  /** Properties that STIX 2.1 requires, by type of object. */
  private static final Map<String, Set<String>> REQUIRED =
      Map.of(
          "identity", Set.of("created", "modified", "name"),
          "indicator", Set.of("created", "modified", "pattern", "pattern_type", "valid_from"),
          "infrastructure", Set.of("created", "modified", "name"),
          "note", Set.of("created", "modified", "content", "object_refs"),
          "report", Set.of("created", "modified", "name", "published", "object_refs"),
          "relationship",
              Set.of("created", "modified", "relationship_type", "source_ref", "target_ref"),
          "x509-certificate", Set.of("hashes"),
          "ipv4-addr", Set.of("value"),
          "ipv6-addr", Set.of("value"));

  private static final Set<String> INDICATOR_TYPES =
      Set.of("anonymization", "compromised", "malicious-activity", "benign", "unknown");

  private static HostVerdict host(String ip, int port, Role role, Basis basis) {
    return HostVerdict.newBuilder()
        .setEndpoint(Endpoints.of(ip, port, Transport.TCP))
        .setFingerprint(Verdicts.FINGERPRINT)
        .setRole(role)
        .setBasis(basis)
        .setObservedAt(Instant.EPOCH)
        .build();
  }

  private static final List<HostVerdict> HOSTS =
      List.of(
          host("198.51.100.9", 443, Role.HANDSHAKE_RELAY, Basis.INFERRED),
          host("198.51.100.3", 443, Role.HANDSHAKE_RELAY, Basis.MEASURED),
          host("198.51.100.3", 636, Role.HANDSHAKE_RELAY, Basis.MEASURED),
          host("2001:db8::7", 443, Role.KEY_HOLDER, Basis.MEASURED),
          host("192.0.2.1", 443, Role.GENUINE, Basis.MEASURED));

  static Stream<Verdict> verdicts() {
    String hostile = "CN=\"}\u0000\u202e\ud800</script>";
    return Stream.of(
        Verdicts.camouflage(),
        Verdicts.undecided(InconclusiveReason.UNREACHABLE),
        Verdict.newBuilder(Verdicts.camouflage()).setSubject(hostile).setIssuer(hostile).build());
  }

  private static JsonNode read(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (JsonProcessingException malformed) {
      throw new AssertionError(malformed);
    }
  }

  private static List<JsonNode> objects(Verdict verdict) {
    return read(StixBundle.of(verdict, HOSTS)).get("objects").valueStream().toList();
  }

  private static List<JsonNode> ofType(Verdict verdict, String type) {
    return objects(verdict).stream().filter(object -> type(object).equals(type)).toList();
  }

  private static String type(JsonNode object) {
    return object.get("type").textValue();
  }

  private static String id(JsonNode object) {
    return object.get("id").textValue();
  }

  @ParameterizedTest
  @MethodSource("verdicts")
  void every_object_has_what_its_type_requires_and_an_id_of_its_own(Verdict verdict) {
    Set<String> ids = new TreeSet<>();
    for (JsonNode object : objects(verdict)) {
      assertThat(REQUIRED).containsKey(type(object));
      assertThat(REQUIRED.get(type(object))).as(type(object)).allMatch(object::has);
      assertThat(object.get("spec_version").textValue()).isEqualTo("2.1");
      assertThat(id(object)).matches(type(object) + "--[0-9a-f-]{14}5[0-9a-f-]{21}");
      assertThat(ids.add(id(object))).as(id(object)).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("verdicts")
  void every_reference_is_to_an_object_of_the_bundle(Verdict verdict) {
    List<String> ids = objects(verdict).stream().map(StixBundleTest::id).toList();

    for (JsonNode object : objects(verdict)) {
      Stream<JsonNode> single =
          Stream.of("source_ref", "target_ref", "created_by_ref")
              .filter(object::has)
              .map(object::get);
      Stream<JsonNode> listed =
          object.has("object_refs") ? object.get("object_refs").valueStream() : Stream.empty();
      assertThat(Stream.concat(single, listed).map(JsonNode::textValue)).isSubsetOf(ids);
    }
  }

  /** As the OASIS library for Python makes them. */
  @Test
  void ids_of_observables_are_those_that_everybody_makes() {
    assertThat(ofType(Verdicts.camouflage(), "ipv4-addr"))
        .extracting(StixBundleTest::id)
        .contains("ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4");
    assertThat(ofType(Verdicts.camouflage(), "x509-certificate"))
        .extracting(StixBundleTest::id)
        .containsExactly("x509-certificate--a4493d55-37d6-5956-a7a4-9592ece145df");
  }

  @Test
  void genuine_hosts_are_left_out_and_measured_ones_come_first() {
    assertThat(objects(Verdicts.camouflage()))
        .filteredOn(object -> type(object).startsWith("ipv"))
        .extracting(object -> object.get("value").textValue())
        .containsExactly("198.51.100.3", "2001:db8::7", "198.51.100.9");
  }

  @Test
  void the_indicator_is_of_the_certificate() {
    JsonNode indicator = ofType(Verdicts.camouflage(), "indicator").get(0);

    assertThat(indicator.get("pattern").textValue())
        .isEqualTo("[x509-certificate:hashes.'SHA-256' = '" + Verdicts.FINGERPRINT + "']");
    assertThat(INDICATOR_TYPES).contains(indicator.get("indicator_types").get(0).textValue());
    assertThat(indicator.get("confidence").intValue()).isEqualTo(99);
    assertThat(indicator.get("valid_from").textValue()).isEqualTo("2026-11-23T00:00:00.123Z");
  }

  @Test
  void the_same_verdict_makes_the_same_bytes() {
    assertThat(StixBundle.of(Verdicts.camouflage(), HOSTS))
        .isEqualTo(StixBundle.of(Verdicts.camouflage(), HOSTS));
  }

  @Test
  void addresses_are_bounded() {
    List<HostVerdict> many =
        IntStream.range(0, 3_000)
            .mapToObj(
                i ->
                    host(
                        "198.18." + i / 250 + "." + i % 250,
                        443,
                        Role.HANDSHAKE_RELAY,
                        Basis.MEASURED))
            .toList();

    assertThat(read(StixBundle.of(Verdicts.camouflage(), many)).get("objects").valueStream())
        .filteredOn(object -> type(object).equals("ipv4-addr"))
        .hasSize(StixBundle.MOST_HOSTS);
  }
}
