package dev.unmask.ingest.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.unmask.ingest.record.Draft.HttpFields;
import dev.unmask.ingest.record.Draft.TlsFields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a module's answer in ZGrab2's output has what: {@code tls} and {@code http}. Used by one
 * thread, for one answer.
 *
 * <p>A redirect may lead to another host, so what is read is the first response of a chain: that of
 * the host which was scanned. Versions of ZGrab2 that write no port leave it to be told from the
 * URL asked for, from a number at the end of the module's name ({@code http8080}, as its
 * documentation names them), or by the protocol.
 */
final class ZgrabFields {

  private static final Pattern NUMBERED = Pattern.compile("[^0-9]*([0-9]{1,5})");
  private static final Pattern PORT = Pattern.compile("(?:\\[[^]]*]|[^:]*):([0-9]{1,5})");
  private static final int MAX_CHAIN = 64;

  private final String module;
  private final Draft record = new Draft();
  private @Nullable String protocol;
  private boolean answered;
  private @Nullable Exchange last;
  private @Nullable Exchange first;

  /** A request and its response. */
  private static final class Exchange {
    final HttpFields http = new HttpFields();
    @Nullable TlsFields tls;
    @Nullable String scheme;
    @Nullable String authority;
  }

  private ZgrabFields(String module) {
    this.module = module;
    record.format = Format.ZGRAB2;
  }

  /** Reads the value of a field of the host, if it is one that only ZGrab2 has. */
  static boolean host(String name, JsonParser json, Draft host) throws IOException {
    if (name.equals("domain")) {
      host.crawledName = Tokens.filled(json);
      return true;
    }
    return false;
  }

  /** The record of an answer; empty if it is of another module, or nothing was answered. */
  static Optional<Draft> read(String module, JsonParser json) throws IOException {
    ZgrabFields fields = new ZgrabFields(module);
    json.nextToken();
    Tokens.object(json, field -> fields.answer(field, json));
    return fields.record();
  }

  private Optional<Draft> record() {
    String spoken = protocol == null ? module.replaceAll("[0-9]+$", "") : protocol;
    boolean known = spoken.equals("tls") || spoken.equals("http");
    if (!known || !answered) {
      return Optional.empty();
    }
    Exchange shown = first == null ? last : first;
    if (shown != null) {
      record.http = shown.http;
      record.tls = shown.tls;
    }
    record.port = record.port == null ? port(spoken, shown) : record.port;
    return Optional.of(record);
  }

  private String port(String spoken, @Nullable Exchange shown) {
    if (shown != null && shown.authority != null) {
      Matcher written = PORT.matcher(shown.authority);
      return written.matches() ? written.group(1) : "https".equals(shown.scheme) ? "443" : "80";
    }
    Matcher numbered = NUMBERED.matcher(module);
    if (numbered.matches()) {
      return numbered.group(1);
    }
    return spoken.equals("http") ? "80" : "443";
  }

  private void answer(String name, JsonParser json) throws IOException {
    switch (name) {
      case "protocol" -> protocol = Tokens.filled(json);
      case "port" -> record.port = Tokens.filled(json);
      case "timestamp" -> record.timestamp = Tokens.filled(json);
      case "result" -> Tokens.object(json, field -> result(field, json));
      default -> json.skipChildren();
    }
  }

  private void result(String name, JsonParser json) throws IOException {
    switch (name) {
      case "handshake_log" -> record.tls = handshake(json);
      case "response" -> last = exchange(json);
      case "redirect_response_chain" -> first = firstOf(json);
      default -> json.skipChildren();
    }
  }

  private @Nullable Exchange firstOf(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return null;
    }
    Exchange found = null;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (found == null) {
        found = exchange(json);
      } else {
        json.skipChildren();
      }
    }
    return found;
  }

  private @Nullable Exchange exchange(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return null;
    }
    answered = true;
    Exchange exchange = new Exchange();
    Tokens.object(
        json,
        field -> {
          if (field.equals("request")) {
            Tokens.object(json, inner -> request(inner, json, exchange));
          } else {
            HttpResponses.read(field, json, exchange.http);
          }
        });
    return exchange;
  }

  private void request(String name, JsonParser json, Exchange exchange) throws IOException {
    switch (name) {
      case "url" -> Tokens.object(json, field -> url(field, json, exchange));
      case "tls_log" ->
          Tokens.object(
              json,
              field -> {
                if (field.equals("handshake_log")) {
                  exchange.tls = handshake(json);
                } else {
                  json.skipChildren();
                }
              });
      default -> json.skipChildren();
    }
  }

  private static void url(String name, JsonParser json, Exchange exchange) throws IOException {
    switch (name) {
      case "scheme" -> exchange.scheme = Tokens.filled(json);
      case "host" -> exchange.authority = Tokens.filled(json);
      default -> json.skipChildren();
    }
  }

  private TlsFields handshake(JsonParser json) throws IOException {
    answered |= json.currentToken() == JsonToken.START_OBJECT;
    TlsFields tls = new TlsFields();
    Tokens.object(
        json,
        field -> {
          if (field.equals("server_certificates")) {
            Tokens.object(json, inner -> certificates(inner, json, tls));
          } else {
            json.skipChildren();
          }
        });
    return tls;
  }

  /** The leaf stands apart from the others, and before them in the chain. */
  private static void certificates(String name, JsonParser json, TlsFields tls) throws IOException {
    switch (name) {
      case "certificate" -> {
        List<String> leafFirst = new ArrayList<>();
        Tokens.object(json, field -> certificate(field, json, leafFirst, tls));
        leafFirst.addAll(tls.chain);
        tls.chain = leafFirst;
      }
      case "chain" -> {
        List<String> leafFirst = new ArrayList<>(tls.chain);
        leafFirst.addAll(chain(json));
        tls.chain = leafFirst;
      }
      default -> json.skipChildren();
    }
  }

  private static void certificate(String name, JsonParser json, List<String> der, TlsFields tls)
      throws IOException {
    switch (name) {
      case "raw" -> der.addAll(Tokens.texts(json, 1));
      case "parsed" -> Tokens.object(json, field -> parsed(field, json, tls));
      default -> json.skipChildren();
    }
  }

  private static void parsed(String name, JsonParser json, TlsFields tls) throws IOException {
    switch (name) {
      case "fingerprint_sha256" -> tls.fingerprint = Tokens.filled(json);
      case "serial_number" -> tls.serial = Tokens.filled(json);
      case "subject_dn" -> tls.subjectText = Tokens.filled(json);
      case "issuer_dn" -> tls.issuerText = Tokens.filled(json);
      default -> json.skipChildren();
    }
  }

  private static List<String> chain(JsonParser json) throws IOException {
    List<String> others = new ArrayList<>();
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return others;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      TlsFields ignored = new TlsFields();
      List<String> der = new ArrayList<>();
      Tokens.object(json, field -> certificate(field, json, der, ignored));
      if (others.size() < MAX_CHAIN) {
        others.addAll(der);
      }
    }
    return others;
  }
}
