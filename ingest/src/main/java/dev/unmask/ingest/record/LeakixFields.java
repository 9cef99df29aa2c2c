package dev.unmask.ingest.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;

/**
 * Where an event of LeakIX has what Shodan has elsewhere (LeakIX's l9format, {@code L9Event}). What
 * a service was entered with is not kept, in the raw record neither.
 */
final class LeakixFields {

  private static final int MAX_TRANSPORTS = 8;

  private LeakixFields() {}

  /** Reads the value of a field of the event, if it is one that only an event has. */
  static boolean read(String name, JsonParser json, Draft record) throws IOException {
    switch (name) {
      case "event_type", "event_source", "event_pipeline" -> mark(json, record);
      case "event_fingerprint" -> fingerprint(json, record);
      case "time" -> record.timestamp = Tokens.filled(json);
      case "host" -> record.crawledName = Tokens.filled(json);
      case "reverse" -> record.hostnames = Tokens.texts(json, 1);
      case "protocol" -> record.module = Tokens.filled(json);
      case "network" -> Tokens.object(json, field -> network(field, json, record));
      case "geoip" -> Tokens.object(json, field -> place(field, json, record));
      case "service" -> Tokens.object(json, field -> service(field, json, record));
      default -> {
        return false;
      }
    }
    return true;
  }

  /** {@code ["udp", "openvpn"]}: the lowest layer comes first. */
  static void transport(JsonParser json, Draft record) throws IOException {
    List<String> layers = Tokens.texts(json, MAX_TRANSPORTS);
    record.transport = layers.isEmpty() ? null : layers.get(0);
  }

  /** {@code ssl.certificate}. */
  static void certificate(String name, JsonParser json, Draft.TlsFields tls) throws IOException {
    switch (name) {
      case "fingerprint" -> tls.fingerprint = Tokens.filled(json);
      case "cn" -> tls.subjectText = named(json);
      case "issuer_name" -> tls.issuerText = named(json);
      default -> json.skipChildren();
    }
  }

  /** A common name that stands alone, as a distinguished name. */
  private static String named(JsonParser json) throws IOException {
    String name = Tokens.filled(json);
    return name == null ? "" : ClaimedName.ofCommonName(name).text();
  }

  private static void mark(JsonParser json, Draft record) throws IOException {
    json.skipChildren();
    record.format = Format.LEAKIX;
  }

  private static void fingerprint(JsonParser json, Draft record) throws IOException {
    record.id = Tokens.filled(json);
    record.format = Format.LEAKIX;
  }

  private static void network(String name, JsonParser json, Draft record) throws IOException {
    switch (name) {
      case "asn" -> record.asn = Tokens.filled(json);
      case "organization_name" -> record.organization = Tokens.filled(json);
      default -> json.skipChildren();
    }
  }

  private static void place(String name, JsonParser json, Draft record) throws IOException {
    if (name.equals("country_iso_code")) {
      record.country = Tokens.filled(json);
    } else {
      json.skipChildren();
    }
  }

  private static void service(String name, JsonParser json, Draft record) throws IOException {
    boolean secret = name.equals("credentials") && json.currentToken() != JsonToken.VALUE_NULL;
    int start = (int) json.currentTokenLocation().getByteOffset();
    if (json.currentToken().isScalarValue()) {
      json.finishToken();
    } else {
      json.skipChildren();
    }
    if (secret) {
      int end = (int) json.currentLocation().getByteOffset();
      record.withheld = new Span(start, end - start);
    }
  }
}
