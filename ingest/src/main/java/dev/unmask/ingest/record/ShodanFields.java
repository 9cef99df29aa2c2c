package dev.unmask.ingest.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.unmask.ingest.record.Draft.HttpFields;
import dev.unmask.ingest.record.Draft.TlsFields;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Where a record of Shodan has what, one method per object; and what LeakIX has under the same
 * names. Fields that are not named here are skipped, undecoded.
 */
final class ShodanFields {

  private static final int MAX_HOSTNAMES = 1_000;
  private static final int MAX_TAGS = 100;
  private static final int MAX_CHAIN = 64;

  private ShodanFields() {}

  /** Reads the value of a field of the record itself, if it is one of these. */
  static boolean read(String name, JsonParser json, Draft record) throws IOException {
    switch (name) {
      case "ip" -> record.ip = Tokens.filled(json);
      case "ip_str" -> record.ipText = Tokens.filled(json);
      case "ipv6" -> record.ipv6 = Tokens.filled(json);
      case "port" -> record.port = Tokens.filled(json);
      case "transport" -> LeakixFields.transport(json, record);
      case "timestamp" -> record.timestamp = Tokens.filled(json);
      case "asn" -> record.asn = Tokens.filled(json);
      case "org" -> record.organization = Tokens.filled(json);
      case "isp" -> record.provider = Tokens.filled(json);
      case "country_code" -> record.country = Tokens.filled(json);
      case "product" -> record.product = Tokens.filled(json);
      case "hostnames" -> record.hostnames = Tokens.texts(json, MAX_HOSTNAMES);
      case "tags" -> record.tags = Tokens.texts(json, MAX_TAGS);
      case "data" -> record.response = HttpHead.of(Tokens.text(json));
      case "location" -> Tokens.object(json, field -> location(field, json, record));
      case "_shodan" -> Tokens.object(json, field -> crawler(field, json, record));
      case "http" -> record.http = http(json);
      case "ssl" -> record.tls = tls(json);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void location(String name, JsonParser json, Draft record) throws IOException {
    if (name.equals("country_code")) {
      record.country = Tokens.filled(json);
    } else {
      json.skipChildren();
    }
  }

  private static void crawler(String name, JsonParser json, Draft record) throws IOException {
    switch (name) {
      case "id" -> record.id = Tokens.filled(json);
      case "module" -> record.module = Tokens.filled(json);
      case "options" -> Tokens.object(json, field -> options(field, json, record));
      default -> json.skipChildren();
    }
  }

  private static void options(String name, JsonParser json, Draft record) throws IOException {
    if (name.equals("hostname")) {
      record.crawledName = Tokens.filled(json);
    } else {
      json.skipChildren();
    }
  }

  private static @Nullable HttpFields http(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return null;
    }
    HttpFields http = new HttpFields();
    Tokens.object(json, field -> http(field, json, http));
    return http;
  }

  private static void http(String name, JsonParser json, HttpFields http) throws IOException {
    switch (name) {
      case "status" -> http.status = Tokens.filled(json);
      case "server" -> http.server = Tokens.filled(json);
      case "title" -> http.title = Tokens.filled(json);
      case "redirects" -> http.redirect = firstRedirect(json);
      case "header" -> Tokens.object(json, field -> HttpResponses.header(field, json, http));
      default -> json.skipChildren();
    }
  }

  private static HttpHead firstRedirect(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return HttpHead.NONE;
    }
    HttpHead[] first = {HttpHead.NONE};
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (!first[0].isResponse()) {
        Tokens.object(json, field -> first[0] = redirect(field, json, first[0]));
      } else {
        json.skipChildren();
      }
    }
    return first[0];
  }

  private static HttpHead redirect(String name, JsonParser json, HttpHead known)
      throws IOException {
    if (name.equals("data")) {
      return HttpHead.of(Tokens.text(json));
    }
    json.skipChildren();
    return known;
  }

  private static @Nullable TlsFields tls(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return null;
    }
    TlsFields tls = new TlsFields();
    Tokens.object(json, field -> tls(field, json, tls));
    return tls;
  }

  private static void tls(String name, JsonParser json, TlsFields tls) throws IOException {
    switch (name) {
      case "chain" -> tls.chain = Tokens.texts(json, MAX_CHAIN);
      case "chain_sha256" -> tls.chainHashes = Tokens.texts(json, MAX_CHAIN);
      case "cert" -> Tokens.object(json, field -> certificate(field, json, tls));
      case "certificate" ->
          Tokens.object(json, field -> LeakixFields.certificate(field, json, tls));
      default -> json.skipChildren();
    }
  }

  private static void certificate(String name, JsonParser json, TlsFields tls) throws IOException {
    switch (name) {
      case "fingerprint" -> Tokens.object(json, field -> fingerprint(field, json, tls));
      case "serial" -> tls.serial = Tokens.filled(json);
      case "expires" -> tls.expires = Tokens.filled(json);
      case "subject" -> tls.subject = ClaimedName.read(json);
      case "issuer" -> tls.issuer = ClaimedName.read(json);
      default -> json.skipChildren();
    }
  }

  private static void fingerprint(String name, JsonParser json, TlsFields tls) throws IOException {
    if (name.equals("sha256")) {
      tls.fingerprint = Tokens.filled(json);
    } else {
      json.skipChildren();
    }
  }
}
