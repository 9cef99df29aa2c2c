package dev.unmask.ingest.record;

import dev.unmask.avro.Banner;
import dev.unmask.avro.Endpoint;
import dev.unmask.avro.HttpSummary;
import dev.unmask.avro.Transport;
import dev.unmask.ingest.record.Draft.HttpFields;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A banner out of a record's fields, or which of them forbids it: address, port, transport and time
 * are indispensable.
 */
final class BannerAssembly {

  private static final int MAX_PORT = 65_535;
  private static final long MAX_ASN = 0xFFFF_FFFFL;
  private static final int MAX_NAME = 255;
  private static final Pattern COUNTRY = Pattern.compile("[A-Za-z]{2}");
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

  private final TlsClaims claims;

  BannerAssembly(TlsClaims claims) {
    this.claims = claims;
  }

  /**
   * A banner, or what forbids it, the place of which is not known here but for the field's name.
   *
   * @param raw the record as received
   * @param latest the latest time that it may bear
   */
  Reading reading(Draft record, ByteBuffer raw, Instant latest) {
    OptionalLong port = Numbers.upTo(MAX_PORT, record.port);
    if (port.isEmpty()) {
      return rejected("port", "expected 0 to 65535", record.port, raw);
    }
    Optional<Transport> transport = transport(record.transport);
    if (transport.isEmpty()) {
      return rejected("transport", "expected tcp or udp", record.transport, raw);
    }
    Optional<Endpoint> endpoint =
        Addresses.endpoint(record, (int) port.getAsLong(), transport.get());
    if (endpoint.isEmpty()) {
      return rejected(
          record.format.addressField(),
          "expected an IPv4 or IPv6 address here, in ipv6 or in ip",
          record.ipText,
          raw);
    }
    return dated(record, endpoint.get(), raw, latest);
  }

  private Reading dated(Draft record, Endpoint endpoint, ByteBuffer raw, Instant latest) {
    String text = record.timestamp == null ? "" : record.timestamp;
    String field = record.format.timeField();
    Optional<Instant> observed = Timestamps.of(text);
    if (observed.isEmpty()) {
      return rejected(
          field, "expected a time such as 2026-11-24T05:06:07.890123", record.timestamp, raw);
    }
    if (observed.get().isAfter(latest)) {
      return rejected(field, "expected a time that has come", text, raw);
    }
    if (observed.get().isBefore(Instant.EPOCH)) {
      return rejected(field, "expected a time after 1970", text, raw);
    }
    return new Reading.Parsed(banner(record, endpoint, observed.get(), raw));
  }

  private Banner banner(Draft record, Endpoint endpoint, Instant observed, ByteBuffer raw) {
    OptionalLong asn = asn(record.asn);
    return new Banner(
        endpoint,
        observed,
        record.format.feed(),
        record.id == null ? "" : record.id,
        asn.isPresent() ? asn.getAsLong() : null,
        record.organization == null ? record.provider : record.organization,
        country(record.country),
        record.hostnames,
        serverName(record.crawledName),
        record.tls == null ? null : claims.of(record.tls).orElse(null),
        http(record),
        VpnWords.in(record),
        raw);
  }

  private static Optional<Transport> transport(@Nullable String text) {
    String name = text == null ? "tcp" : text.strip().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "tcp" -> Optional.of(Transport.TCP);
      case "udp" -> Optional.of(Transport.UDP);
      default -> Optional.empty();
    };
  }

  /** "AS15169" or 15169; AS0 means none (RFC 7607). */
  private static OptionalLong asn(@Nullable String text) {
    if (text == null) {
      return OptionalLong.empty();
    }
    boolean prefixed = text.regionMatches(true, 0, "AS", 0, 2);
    OptionalLong asn = Numbers.upTo(MAX_ASN, prefixed ? text.substring(2) : text);
    return asn.isPresent() && asn.getAsLong() == 0 ? OptionalLong.empty() : asn;
  }

  private static @Nullable String country(@Nullable String text) {
    return text != null && COUNTRY.matcher(text).matches() ? text.toUpperCase(Locale.ROOT) : null;
  }

  /** The name that the crawler sent; addresses it does not send (RFC 6066 3). */
  private static @Nullable String serverName(@Nullable String text) {
    return text == null || ADDRESS.matcher(text).matches() || text.length() > MAX_NAME
        ? null
        : text;
  }

  /**
   * What the record says of HTTP: its own fields, else the text of the service. Shodan's {@code
   * http.location} is the path that was asked for; Location is taken from the response, else from
   * the redirect that led to it.
   */
  private static @Nullable HttpSummary http(Draft record) {
    HttpHead response = record.response;
    HttpFields fields = record.http;
    if (fields == null) {
      return response.isResponse() ? summary(new HttpFields(), response) : null;
    }
    return summary(fields, response);
  }

  private static HttpSummary summary(HttpFields fields, HttpHead response) {
    OptionalLong status = Numbers.upTo(999, fields.status);
    Optional<String> location =
        Optional.ofNullable(fields.location).or(response::location).or(fields.redirect::location);
    Optional<String> server = Optional.ofNullable(fields.server).or(response::server);
    return new HttpSummary(
        status.isPresent() ? Integer.valueOf((int) status.getAsLong()) : boxed(response),
        location.map(text -> head(text, 1_024)).orElse(null),
        server.map(text -> head(text, 256)).orElse(null),
        fields.title == null ? null : head(fields.title, 256));
  }

  private static @Nullable Integer boxed(HttpHead response) {
    return response.status().isPresent() ? response.status().getAsInt() : null;
  }

  private static String head(String text, int limit) {
    return text.length() > limit ? text.substring(0, limit) : text;
  }

  private static Reading rejected(
      String field, String expected, @Nullable String found, ByteBuffer raw) {
    String got = found == null ? "nothing" : Words.quoted(found);
    return new Reading.Rejected(field, expected + ", got " + got, new Spot(1, field), raw, true);
  }
}
