package dev.unmask.classify.topology.latest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.unmask.avro.Basis;
import dev.unmask.avro.HostVerdict;
import dev.unmask.avro.Role;
import dev.unmask.schemas.endpoint.Endpoints;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * A host verdict for joining with firewall logs: bounded JSON with the field names of the Elastic
 * Common Schema ({@code threat.indicator.*}); what that has no field for is under {@code unmask}.
 * Pure.
 *
 * <p>Only of hosts that one would block or watch. It is valid for 30 days; of a host that is still
 * seen so, another is written within 10. One whose reason has gone is followed by one that is valid
 * until then.
 */
final class Indicator {

  private static final Duration VALID = Duration.ofDays(30);
  private static final Duration RENEWED = Duration.ofDays(10);
  private static final JsonFactory JSON = new JsonFactory();

  private Indicator() {}

  /** Whether one would block or watch a host for this role. */
  static boolean indicates(Role role) {
    return switch (role) {
      case HANDSHAKE_RELAY, FULL_RELAY, PORT_SHARE, SNI_PROXY, KEY_HOLDER, IMPERSONATOR -> true;
      case GENUINE, DEFAULT_KEY, CHANGED, UNREACHABLE, UNDETERMINED -> false;
    };
  }

  /**
   * A number that changes when an indicator is to be renewed.
   *
   * @param time event time, epoch milliseconds
   */
  static long term(long time) {
    return Math.floorDiv(time, RENEWED.toMillis());
  }

  /**
   * The JSON.
   *
   * @param eventId of the event that it is
   */
  static String json(HostVerdict host, String eventId) {
    StringWriter text = new StringWriter(1_024);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("@timestamp", host.getObservedAt().toString());
      json.writeObjectFieldStart("ecs");
      json.writeStringField("version", "9.0.0");
      json.writeEndObject();
      event(json, eventId);
      json.writeObjectFieldStart("threat");
      indicator(json, host);
      json.writeEndObject();
      tls(json, host.getFingerprint());
      ours(json, host);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory failed", impossible);
    }
    return text.toString();
  }

  private static void event(JsonGenerator json, String id) throws IOException {
    json.writeObjectFieldStart("event");
    json.writeStringField("id", id);
    json.writeStringField("kind", "enrichment");
    words(json, "category", "threat");
    words(json, "type", "indicator");
    json.writeStringField("dataset", "unmask.indicators");
    json.writeEndObject();
  }

  private static void indicator(JsonGenerator json, HostVerdict host) throws IOException {
    String ip = host.getEndpoint().getIp();
    json.writeObjectFieldStart("indicator");
    json.writeStringField("type", ip.indexOf(':') < 0 ? "ipv4-addr" : "ipv6-addr");
    json.writeStringField("ip", ip);
    json.writeNumberField("port", host.getEndpoint().getPort());
    json.writeStringField("last_seen", host.getObservedAt().toString());
    json.writeStringField("confidence", confidence(host));
    json.writeStringField("provider", "unmask");
    json.writeStringField(
        "description", host.getRole() + " (" + host.getBasis() + ") in " + host.getVerdict());
    if (host.getAsn() != null) {
      json.writeObjectFieldStart("as");
      json.writeNumberField("number", host.getAsn());
      json.writeEndObject();
    }
    if (host.getCountry() != null) {
      json.writeObjectFieldStart("geo");
      json.writeStringField("country_iso_code", host.getCountry());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void tls(JsonGenerator json, String fingerprint) throws IOException {
    json.writeObjectFieldStart("tls");
    json.writeObjectFieldStart("server");
    json.writeObjectFieldStart("hash");
    json.writeStringField("sha256", fingerprint.toUpperCase(Locale.ROOT));
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void ours(JsonGenerator json, HostVerdict host) throws IOException {
    json.writeObjectFieldStart("unmask");
    json.writeStringField("endpoint", Endpoints.key(host.getEndpoint()));
    json.writeStringField("valid_until", validUntil(host).toString());
    json.writeStringField("advice", advice(host));
    json.writeStringField("role", host.getRole().name());
    json.writeStringField("basis", host.getBasis().name());
    json.writeStringField("vpn", host.getVpn().name());
    json.writeStringField("verdict", host.getVerdict().name());
    json.writeNumberField("confidence", host.getConfidence());
    if (host.getOwner() != null) {
      json.writeStringField("owner", host.getOwner());
    }
    json.writeEndObject();
  }

  private static Instant validUntil(HostVerdict host) {
    Instant seen = host.getObservedAt();
    return indicates(host.getRole()) ? seen.plus(VALID) : seen;
  }

  /** One blocks on what was measured, and not who only forwards. */
  private static String advice(HostVerdict host) {
    if (!indicates(host.getRole())) {
      return "none";
    }
    boolean takesPart = host.getRole() == Role.KEY_HOLDER || host.getRole() == Role.IMPERSONATOR;
    return takesPart && host.getBasis() == Basis.MEASURED ? "block" : "watch";
  }

  /** In the words that the schema has for it. */
  private static String confidence(HostVerdict host) {
    if (!indicates(host.getRole())) {
      return "None";
    }
    if (host.getBasis() != Basis.MEASURED) {
      return "Low";
    }
    return host.getConfidence() >= 0.9 ? "High" : "Medium";
  }

  private static void words(JsonGenerator json, String name, String word) throws IOException {
    json.writeArrayFieldStart(name);
    json.writeString(word);
    json.writeEndArray();
  }
}
