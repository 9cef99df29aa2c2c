package dev.unmask.lab.feed;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.unmask.lab.pki.Identity;
import dev.unmask.lab.scenario.LabHost;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * One host's TLS port in Shodan's format, with the manners of real records: a time without zone, an
 * order of the chain that cannot be relied on, versions with a minus for those that are not spoken,
 * serial numbers of 160 bits, nulls.
 *
 * @param ldaps whether it is an LDAPS port
 * @param identity what the host showed
 * @param showing what else it showed
 * @param seen when
 */
record ShodanBanner(
    LabHost host, boolean ldaps, Identity identity, Showing showing, Instant seen, Oddity oddity) {
  private static final DateTimeFormatter WITHOUT_ZONE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final List<String> CRAWLERS =
      List.of(
          "85a5be66a1913a867d4f8cd62bd10fb79f410a2a",
          "b81ea4b8a1b38c53a5ff8953966f886fc7f2b90b",
          "42f86247b760542c0192b61c60405edc5db01d55");

  void write(JsonGenerator json) throws IOException {
    Optional<ShodanHttp> http = showing.answer().map(ShodanHttp::new);
    String data = http.map(ShodanHttp::data).orElse("");
    json.writeStartObject();
    json.writeNumberField("hash", Murmur3.hash(data));
    writeHost(json);
    json.writeStringField("transport", "tcp");
    json.writeStringField("timestamp", WITHOUT_ZONE.format(seen));
    json.writeStringField("data", data);
    if (http.isPresent()) {
      http.get().write(json, host.ip());
    }
    new ShodanTls(identity, showing.newest(), seen, oddity).write(json);
    writeProvenance(json);
    json.writeEndObject();
  }

  private void writeHost(JsonGenerator json) throws IOException {
    int ip = ByteBuffer.wrap(host.address().getAddress()).getInt();
    json.writeNumberField("ip", Integer.toUnsignedLong(ip));
    json.writeStringField("ip_str", host.ip());
    json.writeNumberField("port", host.tlsPort());
    json.writeStringField("asn", "AS" + host.site().network().asn());
    json.writeStringField("org", host.site().network().organisation());
    json.writeStringField("isp", host.site().network().organisation());
    json.writeNullField("os");
    Json.strings(json, "hostnames", List.of());
    Json.strings(json, "domains", List.of());
    json.writeObjectFieldStart("location");
    json.writeNullField("city");
    json.writeNullField("region_code");
    json.writeStringField("country_code", host.site().country());
    json.writeEndObject();
  }

  private void writeProvenance(JsonGenerator json) throws IOException {
    UUID id = UUID.nameUUIDFromBytes((host.endpoint() + seen).getBytes(StandardCharsets.UTF_8));
    json.writeObjectFieldStart("_shodan");
    json.writeStringField("id", id.toString());
    json.writeStringField("module", ldaps ? "ldaps" : "https");
    json.writeStringField("crawler", CRAWLERS.get(oddity.number() % CRAWLERS.size()));
    json.writeStringField("region", "na");
    json.writeBooleanField("ptr", true);
    json.writeObjectFieldStart("options");
    json.writeEndObject();
    json.writeEndObject();
  }
}
