package dev.unmask.ingest.record;

import static dev.unmask.ingest.record.RecordText.aRecord;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Banner;
import dev.unmask.schemas.endpoint.Endpoints;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordParserTest {

  private static final Instant LATEST = Instant.parse("2026-11-24T06:00:00Z");

  private final RecordParser parser = new RecordParser(16 << 20, Optional.empty());

  @Test
  void a_record_becomes_a_banner_with_all_that_it_says() {
    RecordText record = aRecord();

    Banner banner = banner(record);

    assertThat(Endpoints.key(banner.getEndpoint())).isEqualTo("192.0.2.7:443/tcp");
    assertThat(banner.getObservedAt()).isEqualTo("2026-11-23T05:06:07.890Z");
    assertThat(banner.getFeed()).isEqualTo("shodan");
    assertThat(banner.getRecordId()).isEqualTo("fd4a9812");
    assertThat(banner.getAsn()).isEqualTo(64500L);
    assertThat(banner.getOrganization()).isEqualTo("Example Org");
    assertThat(banner.getCountry()).isEqualTo("NL");
    assertThat(banner.getHostnames()).containsExactly("www.example.com");
    assertThat(banner.getServerName()).isEqualTo("www.example.com");
    assertThat(banner.getCertificate()).isNull();
    assertThat(banner.getHttp()).isNull();
    assertThat(banner.getVpnTags()).isEmpty();
    assertThat(banner.getRaw().array()).isEqualTo(record.bytes());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T05:06:07.890123,       2026-11-23T05:06:07.890Z",
    "2026-11-23T05:06:07,              2026-11-23T05:06:07Z",
    "2026-11-23T05:06:07.8,            2026-11-23T05:06:07.800Z",
    "2026-11-23 05:06:07.890123,       2026-11-23T05:06:07.890Z",
    "2026-11-23T05:06:07Z,             2026-11-23T05:06:07Z",
    "2026-11-23T05:06:07.890123+00:00, 2026-11-23T05:06:07.890Z",
    "2026-11-23T05:06:07+0200,         2026-11-23T03:06:07Z",
  })
  void a_time_without_zone_is_utc(String written, Instant meant) {
    assertThat(banner(aRecord().with("timestamp", "\"" + written + "\"")).getObservedAt())
        .isEqualTo(meant);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // The number is what it should be, or is missing, or lies beyond 32 bits as in redacted
        // data.
        "3221225991     | '\"192.0.2.7\"'          |                   | 192.0.2.7:443/tcp",
        "               | '\"192.0.2.7\"'          |                   | 192.0.2.7:443/tcp",
        "99999999999    | '\"192.0.2.7\"'          |                   | 192.0.2.7:443/tcp",
        "3221225991     |                          |                   | 192.0.2.7:443/tcp",
        "3221225991     | '\"x.x.x.x\"'            |                   | 192.0.2.7:443/tcp",
        "'\"192.0.2.7\"'|                          |                   | 192.0.2.7:443/tcp",
        "3.221225991e9  | '\"192.0.2.7\"'          |                   | 192.0.2.7:443/tcp",
        // IPv6 has no number; its address stands in either field, in any of its forms.
        "               | '\"2001:db8::7\"'        |                   | [2001:db8::7]:443/tcp",
        "               |                          | '\"2001:db8::7\"' | [2001:db8::7]:443/tcp",
        "               | '\"2001:DB8:0:0::0:7\"'  |                   | [2001:db8::7]:443/tcp",
        "               | '\"::ffff:192.0.2.7\"'   |                   | 192.0.2.7:443/tcp",
      })
  void the_address_is_found_wherever_it_stands(String ip, String ipText, String ipv6, String key) {
    RecordText record = aRecord().without("ip").without("ip_str");
    record = ip == null ? record : record.with("ip", ip);
    record = ipText == null ? record : record.with("ip_str", ipText);
    record = ipv6 == null ? record : record.with("ipv6", ipv6);

    assertThat(Endpoints.key(banner(record).getEndpoint())).isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource({"443,443", "'\"443\"',443", "443.0,443", "0,0", "65535,65535"})
  void the_port_may_be_written_as_a_string_or_with_a_fraction_of_zero(String json, int port) {
    assertThat(banner(aRecord().with("port", json)).getEndpoint().getPort()).isEqualTo(port);
  }

  @Test
  void a_datagram_service_is_an_endpoint_of_its_own() {
    RecordText record = aRecord().with("transport", "\"udp\"").with("port", "1194");

    assertThat(Endpoints.key(banner(record).getEndpoint())).isEqualTo("192.0.2.7:1194/udp");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"AS64500\"',64500",
    "'\"as64500\"',64500",
    "64500,64500",
    "'\"AS4294967294\"',4294967294"
  })
  void the_network_is_the_number_after_as(String json, long asn) {
    assertThat(banner(aRecord().with("asn", json)).getAsn()).isEqualTo(asn);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "\"\"",
        "\"AS\"",
        "\"ASX\"",
        "\"AS0\"",
        "\"AS99999999999\"",
        "{}",
        "[1]",
        "-1"
      })
  void a_network_that_is_none_is_left_out(String json) {
    assertThat(banner(aRecord().with("asn", json)).getAsn()).isNull();
  }

  @Test
  void organization_is_the_carrier_where_there_is_no_other() {
    assertThat(banner(aRecord().with("org", "null")).getOrganization())
        .isEqualTo("Example Carrier");
    assertThat(banner(aRecord().without("org").without("isp")).getOrganization()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"country_code\":\"nl\"}',NL",
    "'{\"country_code\":null}',",
    "'{\"country_code\":\"NLD\"}',",
    "null,",
    "[],"
  })
  void country_is_two_letters_or_nothing(String json, String country) {
    assertThat(banner(aRecord().with("location", json)).getCountry()).isEqualTo(country);
  }

  @ParameterizedTest
  @CsvSource({"'\"192.0.2.7\"'", "'\"2001:db8::7\"'", "null", "'\"\"'"})
  void a_crawler_that_sent_no_name_has_none(String hostname) {
    RecordText record = aRecord().with("_shodan", "{\"options\":{\"hostname\":" + hostname + "}}");

    assertThat(banner(record).getServerName()).isNull();
    assertThat(banner(record).getRecordId()).isEmpty();
  }

  @Test
  void product_and_version_may_be_numbers_and_cpe_a_string_or_an_array() {
    RecordText record = aRecord().with("product", "3").with("version", "1.20");

    assertThat(banner(record.with("cpe", "\"cpe:/a:x\"")).getVpnTags()).isEmpty();
    assertThat(banner(record.with("cpe", "[\"cpe:/a:x\"]")).getVpnTags()).isEmpty();
  }

  @Test
  void tags_module_and_product_that_speak_of_a_vpn_are_kept() {
    RecordText record =
        aRecord()
            .with("tags", "[\"vpn\",\"cloud\",\"self-signed\"]")
            .with("_shodan", "{\"module\":\"openvpn\"}")
            .with("product", "\"SoftEther VPN\"");

    assertThat(banner(record).getVpnTags()).containsExactly("vpn", "openvpn", "softether vpn");
  }

  @Test
  void hostnames_may_be_a_single_string() {
    assertThat(banner(aRecord().with("hostnames", "\"www.example.com\"")).getHostnames())
        .containsExactly("www.example.com");
    assertThat(banner(aRecord().with("hostnames", "[null,\"\",7,{\"a\":1}]")).getHostnames())
        .containsExactly("7");
  }

  @Test
  void a_field_that_occurs_twice_is_rejected_where_it_is_looked_at() {
    String twice = aRecord().line().replaceFirst("\\{", "{\"port\":80,");
    RecordText within = aRecord().with("ssl", "{\"cert\":{\"serial\":1,\"serial\":2}}");
    RecordText elsewhere = aRecord().with("opts", "{\"a\":1,\"a\":2}");

    assertThat(rejected(twice).reason()).isEqualTo("expected the field once, got it twice");
    assertThat(rejected(twice).spot().field()).isEqualTo("port");
    assertThat(rejected(within.line()).spot().field()).isEqualTo("ssl.cert.serial");
    assertThat(banner(elsewhere).getAsn()).isEqualTo(64500L);
  }

  @Test
  void a_rejected_record_says_the_column_and_the_field() {
    String good = aRecord().line();
    String bad = aRecord().with("port", "70000").line();
    String torn = aRecord().with("location", "{\"city\":nowhere}").line();

    assertThat(rejected(bad).spot()).isEqualTo(new Spot(bad.indexOf("70000") + 1, "port"));
    assertThat(rejected(torn).spot().field()).isEqualTo("location.city");
    assertThat(rejected(torn).spot().column()).isGreaterThan(torn.indexOf("nowhere"));
    assertThat(rejected("{\"a\":1}").spot()).isEqualTo(new Spot(1, "port"));
    Reading second =
        parser.parse(("{\"matches\":[" + good + "," + bad + "]}").getBytes(UTF_8), LATEST).get(1);
    int column = "{\"matches\":[".length() + good.length() + 1 + bad.indexOf("70000") + 1;
    assertThat(((Reading.Rejected) second).spot()).isEqualTo(new Spot(column, "port"));
  }

  @Test
  void what_shodan_writes_of_tls_and_of_hashes_is_survived_and_kept_in_the_raw_record() {
    RecordText record =
        aRecord()
            .showing(TestChain.of("www.example.com"))
            .with("hash", "-2087618365")
            .with("opts", "{\"heartbleed\":\"2026/11/23 05:06:07 192.0.2.7:443 - SAFE\\n\"}")
            .with("a field of tomorrow", "{\"of\":[\"any\",{\"shape\":null}]}");

    Banner banner = banner(record);

    assertThat(banner.getCertificate()).isNotNull();
    assertThat(banner.getRaw().array()).isEqualTo(record.bytes());
  }

  @Test
  void numbers_that_are_no_json_are_survived() {
    RecordText record =
        aRecord()
            .with("opts", "{\"a\":NaN,\"b\":-Infinity,\"c\":1e999,\"d\":" + "9".repeat(900) + "}");

    assertThat(banner(record).getEndpoint().getPort()).isEqualTo(443);
  }

  @Test
  void strings_with_nulls_half_surrogates_and_escapes_are_survived() {
    RecordText record = aRecord().with("org", "\"A\\u0000B\\ud800C\\u00e9\"");

    assertThat(banner(record).getOrganization()).isEqualTo("A\u0000B\ud800C\u00e9");
  }

  @Test
  void a_host_with_its_banners_becomes_one_banner_each_with_its_own_bytes() {
    String first = "{\"port\":443,\"transport\":\"tcp\",\"timestamp\":\"2026-11-23T05:06:07\"}";
    String second =
        "{\"port\":53,\"transport\":\"udp\",\"timestamp\":\"2026-11-22T05:06:07\",\"asn\":\"AS64501\"}";
    String host =
        "{\"data\":["
            + first
            + " , "
            + second
            + "],\"ip_str\":\"192.0.2.7\",\"country_code\":\"NL\","
            + "\"asn\":\"AS64500\",\"ports\":[443,53]}";

    List<Reading> readings = parser.parse(host.getBytes(UTF_8), LATEST);

    assertThat(readings).hasSize(2).allMatch(Reading.Parsed.class::isInstance);
    Banner https = ((Reading.Parsed) readings.get(0)).banner();
    Banner dns = ((Reading.Parsed) readings.get(1)).banner();
    assertThat(Endpoints.key(https.getEndpoint())).isEqualTo("192.0.2.7:443/tcp");
    assertThat(Endpoints.key(dns.getEndpoint())).isEqualTo("192.0.2.7:53/udp");
    assertThat(https.getAsn()).isEqualTo(64500L);
    assertThat(dns.getAsn()).isEqualTo(64501L);
    assertThat(https.getCountry()).isEqualTo("NL");
    assertThat(text(https.getRaw())).isEqualTo(first);
    assertThat(text(dns.getRaw())).isEqualTo(second);
  }

  @Test
  void a_search_result_and_an_array_are_as_many_records_as_they_hold() {
    String good = aRecord().line();
    String bad = aRecord().with("port", "-1").line();

    List<Reading> result =
        parser.parse(
            ("{\"matches\":[" + good + "," + bad + "],\"total\":2}").getBytes(UTF_8), LATEST);
    List<Reading> array = parser.parse(("[" + good + "," + good + "]").getBytes(UTF_8), LATEST);

    assertThat(result.get(0)).isInstanceOf(Reading.Parsed.class);
    Reading.Rejected rejected = (Reading.Rejected) result.get(1);
    assertThat(rejected.sentence()).isEqualTo("port: expected 0 to 65535, got '-1'");
    assertThat(text(rejected.raw())).isEqualTo(bad);
    assertThat(array).hasSize(2).allMatch(Reading.Parsed.class::isInstance);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"matches\":[],\"total\":0}", "{\"ip_str\":\"192.0.2.7\",\"data\":[]}", "[]"})
  void a_line_without_records_is_nothing(String line) {
    assertThat(parser.parse(line.getBytes(UTF_8), LATEST)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"event\":\"debug\",\"discarded\":12} | 12",
        "{\"event\":\"debug\"}                  | 0",
        "{\"event\":\"debug\",\"discarded\":-1} | 0",
      })
  void a_word_of_the_stream_about_itself_is_no_record(String line, long discarded) {
    assertThat(only(line)).isEqualTo(new Reading.Notice(discarded));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "port      | null                  | port: expected 0 to 65535, got nothing",
        "port      | 65536                 | port: expected 0 to 65535, got '65536'",
        "port      | 1e999                 | port: expected 0 to 65535, got '1e999'",
        "port      | {\"a\":1}             | port: expected 0 to 65535, got nothing",
        "transport | \"sctp\"              | transport: expected tcp or udp, got 'sctp'",
        "timestamp | null                  | timestamp: expected a time such as 2026-11-24T05:06:07.890123, got nothing",
        "timestamp | \"yesterday\"         | timestamp: expected a time such as 2026-11-24T05:06:07.890123, got 'yesterday'",
        "timestamp | \"2026-02-30T00:00:00\" | timestamp: expected a time such as 2026-11-24T05:06:07.890123, got '2026-02-30T00:00:00'",
        "timestamp | \"2026-11-24T06:00:01\" | timestamp: expected a time that has come, got '2026-11-24T06:00:01'",
        "timestamp | \"1969-12-31T23:59:59\" | timestamp: expected a time after 1970, got '1969-12-31T23:59:59'",
      })
  void a_record_without_the_indispensable_is_rejected_and_says_which_field(
      String field, String json, String sentence) {
    RecordText record = aRecord().with(field, json);

    Reading.Rejected rejected = rejected(record.line());

    assertThat(rejected.sentence()).isEqualTo(sentence);
    assertThat(rejected.raw().array()).isEqualTo(record.bytes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"x.x.x.x\"",
        "\"192.0.2\"",
        "\"192.0.2.256\"",
        "\"192.0.2.0/24\"",
        "\"www.example.com\"",
        "\"fe80::1%eth0\"",
        "null"
      })
  void a_record_without_an_address_is_rejected(String ipText) {
    RecordText record = aRecord().with("ip_str", ipText).with("ip", "99999999999");

    assertThat(rejected(record.line()).sentence())
        .startsWith("ip_str: expected an IPv4 or IPv6 address");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"ip_str\":\"192.0.2.7\"         | byte 22: Unexpected end-of-input",
        "nonsense                          | byte 1: Unrecognized token 'nonsense'",
        "\"text\"                          | byte 1: expected an object, got a string",
        "42                                | byte 1: expected an object, got a number",
        "null                              | byte 1: expected an object, got null",
        "[1,2]                             | byte 2: expected records, got a number",
        "{} {}                             | byte 4: expected the end of the line",
        "{\"a\":1}}                        | byte 8: Unexpected close marker",
      })
  void what_is_no_record_is_rejected_with_its_place(String line, String start) {
    assertThat(rejected(line).sentence()).startsWith(start).doesNotContain("Source");
  }

  @Test
  void broken_utf8_is_rejected() {
    byte[] line = aRecord().with("org", "\"#\"").bytes();
    byte[] broken = new String(line, UTF_8).replace('#', '\u00e9').getBytes(ISO_8859_1);

    Reading reading = parser.parse(broken, LATEST).get(0);

    assertThat(((Reading.Rejected) reading).sentence()).matches("byte [0-9]+: Invalid UTF-8.*");
  }

  @Test
  void nesting_beyond_reason_is_rejected_and_reasonable_nesting_is_not() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    String reasonable = "[".repeat(200) + "]".repeat(200);

    assertThat(rejected(aRecord().with("opts", deep).line()).reason()).contains("nesting depth");
    assertThat(banner(aRecord().with("opts", reasonable)).getAsn()).isEqualTo(64500L);
  }

  @Test
  void a_reason_quotes_no_more_than_a_reader_needs() {
    RecordText record = aRecord().with("timestamp", "\"\\u001b[31m" + "x".repeat(100_000) + "\"");

    assertThat(rejected(record.line()).sentence()).hasSizeLessThan(200).doesNotContain("\u001b");
  }

  private static String text(ByteBuffer bytes) {
    return UTF_8.decode(bytes.duplicate()).toString();
  }

  private Banner banner(RecordText record) {
    return banner(record.line());
  }

  private Banner banner(String line) {
    Reading reading = only(line);
    assertThat(reading).isInstanceOf(Reading.Parsed.class);
    return ((Reading.Parsed) reading).banner();
  }

  private Reading.Rejected rejected(String line) {
    Reading reading = only(line);
    assertThat(reading).isInstanceOf(Reading.Rejected.class);
    return (Reading.Rejected) reading;
  }

  private Reading only(String line) {
    List<Reading> readings = parser.parse(line.getBytes(UTF_8), LATEST);
    assertThat(readings).hasSize(1);
    return readings.get(0);
  }
}
