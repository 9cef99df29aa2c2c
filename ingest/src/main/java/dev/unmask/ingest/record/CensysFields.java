package dev.unmask.ingest.record;

import com.fasterxml.jackson.core.JsonParser;
import dev.unmask.ingest.record.Draft.HttpFields;
import dev.unmask.ingest.record.Draft.TlsFields;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a host document of Censys has what, in the names of its Search API (2.x) and of its
 * Platform: the host itself, and each of its services. It names certificates, and holds none.
 */
final class CensysFields {

  private static final int MAX_HOSTNAMES = 1_000;

  private CensysFields() {}

  /** Reads the value of a field of the host, if it is one that only Censys has. */
  static boolean host(String name, JsonParser json, Draft host) throws IOException {
    switch (name) {
      case "autonomous_system" -> Tokens.object(json, field -> network(field, json, host));
      case "dns" -> Tokens.object(json, field -> names(field, json, host));
      case "last_updated_at" -> host.timestamp = Tokens.filled(json);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Reads a service. */
  static Draft service(JsonParser json) throws IOException {
    Draft service = new Draft();
    service.format = Format.CENSYS;
    json.nextToken();
    Tokens.object(json, field -> service(field, json, service));
    return service;
  }

  private static void service(String name, JsonParser json, Draft service) throws IOException {
    switch (name) {
      case "port" -> service.port = Tokens.filled(json);
      case "transport_protocol" -> service.transport = transport(Tokens.filled(json));
      case "scan_time", "observed_at" -> service.timestamp = Tokens.filled(json);
      case "service_name", "protocol" -> service.module = Tokens.filled(json);
      case "labels" -> service.tags = labels(json);
      case "http" -> Tokens.object(json, field -> http(field, json, service));
      case "certificate" -> tls(service).fingerprint = Tokens.filled(json);
      case "tls" -> Tokens.object(json, field -> tls(field, json, tls(service)));
      case "cert" -> Tokens.object(json, field -> certificate(field, json, tls(service)));
      default -> json.skipChildren();
    }
  }

  /** QUIC runs on UDP (RFC 9000). */
  private static @Nullable String transport(@Nullable String written) {
    return "quic".equalsIgnoreCase(written) ? "udp" : written;
  }

  private static List<String> labels(JsonParser json) throws IOException {
    return Tokens.texts(json, 100);
  }

  private static void http(String name, JsonParser json, Draft service) throws IOException {
    if (name.equals("response")) {
      HttpFields http = new HttpFields();
      Tokens.object(json, field -> HttpResponses.read(field, json, http));
      service.http = http;
    } else {
      json.skipChildren();
    }
  }

  private static void tls(String name, JsonParser json, TlsFields tls) throws IOException {
    switch (name) {
      case "fingerprint_sha256" -> tls.fingerprint = Tokens.filled(json);
      case "certificates" -> Tokens.object(json, field -> certificates(field, json, tls));
      default -> json.skipChildren();
    }
  }

  private static void certificates(String name, JsonParser json, TlsFields tls) throws IOException {
    switch (name) {
      case "leaf_fp_sha_256" -> tls.fingerprint = Tokens.filled(json);
      case "leaf_data" -> Tokens.object(json, field -> certificate(field, json, tls));
      default -> json.skipChildren();
    }
  }

  private static void certificate(String name, JsonParser json, TlsFields tls) throws IOException {
    switch (name) {
      case "fingerprint_sha256", "fingerprint" -> tls.fingerprint = Tokens.filled(json);
      case "subject_dn" -> tls.subjectText = Tokens.filled(json);
      case "issuer_dn" -> tls.issuerText = Tokens.filled(json);
      case "parsed" -> Tokens.object(json, field -> certificate(field, json, tls));
      default -> json.skipChildren();
    }
  }

  private static TlsFields tls(Draft service) {
    TlsFields tls = service.tls == null ? new TlsFields() : service.tls;
    service.tls = tls;
    return tls;
  }

  private static void network(String name, JsonParser json, Draft host) throws IOException {
    switch (name) {
      case "asn" -> host.asn = Tokens.filled(json);
      case "name" -> host.organization = Tokens.filled(json);
      default -> json.skipChildren();
    }
  }

  private static void names(String name, JsonParser json, Draft host) throws IOException {
    switch (name) {
      case "names" -> host.hostnames = Tokens.texts(json, MAX_HOSTNAMES);
      case "reverse_dns" -> Tokens.object(json, field -> reverse(field, json, host));
      default -> json.skipChildren();
    }
  }

  private static void reverse(String name, JsonParser json, Draft host) throws IOException {
    if (name.equals("names") && host.hostnames.isEmpty()) {
      host.hostnames = Tokens.texts(json, MAX_HOSTNAMES);
    } else {
      json.skipChildren();
    }
  }
}
