package dev.unmask.schemas.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnerCatalogueTest {

  private final Path folder;
  private final OwnerCatalogue builtIn = OwnerCatalogue.builtIn();

  OwnerCatalogueTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void a_name_in_or_under_a_domain_is_its_owners() {
    assertThat(builtIn.named(List.of("www.update.microsoft.com")))
        .map(Owner::id)
        .contains("microsoft");
    assertThat(builtIn.named(List.of("*.Update.Microsoft.com")))
        .map(Owner::id)
        .contains("microsoft");
    assertThat(builtIn.named(List.of("microsoft.com"))).map(Owner::id).contains("microsoft");
  }

  @Test
  void a_name_that_merely_ends_alike_is_not() {
    assertThat(builtIn.named(List.of("notmicrosoft.com", "microsoft.com.example.org", "")))
        .isEmpty();
  }

  @Test
  void a_network_is_found_by_autonomous_system_or_by_prefix() throws IOException {
    OwnerCatalogue catalogue =
        builtIn.with(
            file(
                "{\"version\":\"1\",\"owners\":[{\"id\":\"example\",\"prefixes\":[\"192.0.2.0/24\",\"2001:db8::/32\"]}]}"));

    assertThat(catalogue.ofNetwork(OptionalLong.of(8075), "203.0.113.7"))
        .containsExactly("microsoft");
    assertThat(catalogue.ofNetwork(OptionalLong.empty(), "192.0.2.7")).containsExactly("example");
    assertThat(catalogue.ofNetwork(OptionalLong.of(8075), "2001:db8::7"))
        .containsExactly("example", "microsoft");
    assertThat(catalogue.ofNetwork(OptionalLong.empty(), "203.0.113.7")).isEmpty();
  }

  /** The root of DIVD-2022-00013, which no public store has. */
  @Test
  void the_root_of_microsofts_that_expired_in_2021_is_known_by_its_key_and_not_all_others_are() {
    assertThat(builtIn.byId("microsoft").orElseThrow().issuers())
        .contains(
            "df530bac9fcd914c252c2fbdceddc6183d4ae8c680ad65f03e204861dd7b1c73",
            "68ded9a203ff6e367e12aa49977cd200f7127a800faa6f859f0bafed8286a4fb",
            "c5750bf85f459fb70e2b6cd1898d375e92d7938e47a6e034cce0c12d30372ccd");
    assertThat(builtIn.byId("microsoft").orElseThrow().issuersKnown()).isFalse();
  }

  @Test
  void who_answers_as_an_owners_servers_are_known_to_is_told_by_server_or_location() {
    assertThat(builtIn.answering(200, "AkamaiGHost", Optional.empty()))
        .map(Owner::id)
        .contains("akamai");
    assertThat(builtIn.answering(301, "gws", Optional.empty())).map(Owner::id).contains("google");
    assertThat(builtIn.answering(301, "gws", Optional.of("www.example.org")))
        .as("anybody can lead elsewhere under such a name")
        .isEmpty();
    assertThat(builtIn.answering(200, "nginx", Optional.empty())).isEmpty();
    assertThat(builtIn.answering(200, "", Optional.empty())).isEmpty();
  }

  @Test
  void an_error_page_is_nobodys_expected_answer() {
    assertThat(builtIn.answering(400, "AkamaiGHost", Optional.empty())).isEmpty();
  }

  @Test
  void what_is_expected_is_a_matter_of_the_time() {
    OwnerCatalogue then = builtIn.asOf(Instant.parse("2017-06-01T00:00:00Z"));
    OwnerCatalogue between = builtIn.asOf(Instant.parse("2018-01-01T00:00:00Z"));

    assertThat(then.answering(200, "cloudflare-nginx", Optional.empty())).isPresent();
    assertThat(then.answering(200, "cloudflare", Optional.empty())).isEmpty();
    assertThat(between.answering(200, "cloudflare-nginx", Optional.empty())).isPresent();
    assertThat(between.answering(200, "cloudflare", Optional.empty())).isPresent();
    assertThat(builtIn.answering(200, "cloudflare-nginx", Optional.empty())).isEmpty();
  }

  @Test
  void a_users_file_says_what_more_is_expected() throws IOException {
    OwnerCatalogue catalogue =
        builtIn.with(
            file(
                """
                {"version": "mine", "owners": [
                  {"id": "example", "answers": [{"location": "portal.example", "status": 302, "source": "seen"}]},
                  {"id": "google", "answers": [{"server": "ESF", "until": "2020-01-01"}]}]}
                """));

    assertThat(catalogue.answering(302, "nginx", Optional.of("www.portal.example")))
        .map(Owner::id)
        .contains("example");
    assertThat(catalogue.answering(301, "nginx", Optional.of("www.portal.example"))).isEmpty();
    assertThat(catalogue.answering(302, "nginx", Optional.of("notportal.example"))).isEmpty();
    assertThat(catalogue.answering(200, "gws", Optional.empty())).isPresent();
    assertThat(catalogue.answering(200, "esf", Optional.empty())).isEmpty();
    assertThat(
            catalogue
                .asOf(Instant.parse("2019-01-01T00:00:00Z"))
                .answering(200, "esf", Optional.empty()))
        .map(Owner::id)
        .contains("google");
  }

  @Test
  void a_users_file_extends_what_is_built_in() throws IOException {
    String issuer = "ab".repeat(32);

    OwnerCatalogue catalogue =
        builtIn.with(
            file(
                "{\"version\":\"mine\",\"owners\":[{\"id\":\"microsoft\",\"asns\":[64500],\"issuers\":[\""
                    + issuer
                    + "\"]}]}"));

    Owner microsoft = catalogue.byId("microsoft").orElseThrow();
    assertThat(microsoft.name()).isEqualTo("Microsoft");
    assertThat(microsoft.asns()).contains(8075L, 64500L);
    assertThat(microsoft.issuers()).contains(issuer).hasSizeGreaterThan(1);
    assertThat(microsoft.issuersKnown()).as("whoever gives issuers gives all of them").isTrue();
    assertThat(microsoft.watched()).isTrue();
    assertThat(catalogue.version()).isEqualTo(builtIn.version() + "+mine");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]                                                          | field 'version' is missing",
        "{                                                           | no JSON",
        "{'version':'1','owners':{}}                                 | field 'owners' is {}:"
            + " expected a list",
        "{'version':'1','owners':[{'id':'A b'}]}                     | owners[0]: field 'id' is \"A"
            + " b\": expected",
        "{'version':'1','owners':[{'id':'a','domain':[]}]}           | owners[0]: unknown field"
            + " 'domain'",
        "{'version':'1','owners':[{'id':'a','asns':[0]}]}            | owners[0]: field 'asns' is"
            + " 0: expected a number",
        "{'version':'1','owners':[{'id':'a','asns':['AS1']}]}        | field 'asns' is \"AS1\"",
        "{'version':'1','owners':[{'id':'a','domains':['com']}]}     | field 'domains' is \"com\"",
        "{'version':'1','owners':[{'id':'a','prefixes':['1.2.3']}]}  | expected a CIDR block",
        "{'version':'1','owners':[{'id':'a','issuers':['ABC']}]}     | expected 64 lower-case hex"
            + " digits",
        "{'version':'1','owners':[{'id':'a','answers':['gws']}]}     | field 'answers' is \"gws\":"
            + " expected a list of objects",
        "{'version':'1','owners':[{'id':'a','answers':[{'status':200}]}]} | answers: field 'server'"
            + " is missing",
        "{'version':'1','owners':[{'id':'a','answers':[{'server':'a/1'}]}]} | field 'server' is"
            + " \"a/1\": expected a product",
        "{'version':'1','owners':[{'id':'a','answers':[{'server':'a','status':99}]}]} | field"
            + " 'status' is 99: expected a number from 100",
        "{'version':'1','owners':[{'id':'a','answers':[{'server':'a','title':'b'}]}]} | answers:"
            + " unknown field 'title'",
        "{'version':'1','owners':[{'id':'a'},{'id':'a'}]}            | owner 'a' stands there"
            + " twice",
        "{'version':'1','owners':[{'id':'a','asns':[{'asn':1}]}]}    | owners[0]: asns: unknown"
            + " field 'asn'",
        "{'version':'1','owners':[{'id':'a','asns':[{'value':0}]}]}  | asns: field 'value' is 0:"
            + " expected a number",
        "{'version':'1','owners':[{'id':'a','asns':[{'value':1,'from':'May'}]}]} | field 'from' is"
            + " \"May\": expected a day such as",
        "{'version':'1','owners':[{'id':'a','asns':[{'value':1,'from':'2020-02-01','until':'2020-01-01'}]}]}"
            + " | field 'until' is \"2020-01-01\": expected a day after",
      },
      quoteCharacter = '"')
  void a_malformed_file_says_where_and_what_was_expected(String json, String message)
      throws IOException {
    Path file = file(json.replace('\'', '"'));

    assertThatThrownBy(() -> builtIn.with(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(message);
  }

  @Test
  void what_was_an_owners_then_is_not_what_is_now() throws IOException {
    OwnerCatalogue catalogue =
        builtIn.with(
            file(
                """
                {"version": "1", "owners": [{"id": "example",
                  "asns": [{"value": 64500, "until": "2022-03-01"}, {"value": 64501, "from": "2022-03-01", "source": "moved"}],
                  "domains": [{"value": "example.net", "from": "2021-01-01", "until": "2022-01-01"}]}]}
                """));

    assertThat(catalogue.ofNetwork(OptionalLong.of(64500), "192.0.2.1")).isEmpty();
    assertThat(catalogue.ofNetwork(OptionalLong.of(64501), "192.0.2.1")).containsExactly("example");
    OwnerCatalogue before = catalogue.asOf(Instant.parse("2022-02-28T23:59:59Z"));
    assertThat(before.ofNetwork(OptionalLong.of(64500), "192.0.2.1")).containsExactly("example");
    assertThat(before.ofNetwork(OptionalLong.of(64501), "192.0.2.1")).isEmpty();
    assertThat(before.named(List.of("www.example.net"))).isEmpty();
    assertThat(catalogue.asOf(Instant.parse("2021-06-01T00:00:00Z")).named(List.of("example.net")))
        .isPresent();
    assertThat(catalogue.asOf(Instant.EPOCH).named(List.of("example.net"))).isEmpty();
  }

  @Test
  void every_moment_of_a_catalogue_has_its_version_and_leads_to_every_other() {
    OwnerCatalogue then = builtIn.asOf(Instant.parse("2022-01-01T00:00:00Z"));

    assertThat(then.version()).isEqualTo(builtIn.version());
    assertThat(then.ids()).isEqualTo(builtIn.ids());
    assertThat(then.asOf(Instant.parse("2026-01-01T00:00:00Z"))).isSameAs(builtIn);
  }

  @Test
  void a_cdn_that_was_shut_down_is_no_agent_any_more() {
    Instant before = Instant.parse("2022-01-01T00:00:00Z");

    assertThat(builtIn.byId("microsoft").orElseThrow().agents()).doesNotContain("edgio");
    assertThat(builtIn.asOf(before).byId("microsoft").orElseThrow().agents()).contains("edgio");
    assertThat(builtIn.asOf(before).ofNetwork(OptionalLong.of(15_133), "192.0.2.1"))
        .containsExactly("edgio");
    assertThat(builtIn.ofNetwork(OptionalLong.of(15_133), "192.0.2.1")).isEmpty();
  }

  /** Customers' machines are in nobody's own networks, where they would be taken for twins. */
  @Test
  void clouds_that_are_announced_apart_are_not_their_owners_own_networks() {
    assertThat(builtIn.ofNetwork(OptionalLong.of(396_982), "192.0.2.1")).isEmpty();
    assertThat(builtIn.ofNetwork(OptionalLong.of(63_949), "192.0.2.1")).isEmpty();
    assertThat(builtIn.ofNetwork(OptionalLong.of(200_350), "192.0.2.1")).isEmpty();
  }

  @Test
  void the_built_in_catalogue_knows_the_most_impersonated() {
    assertThat(
            Stream.of(
                    "www.bing.com",
                    "dl.google.com",
                    "swdist.apple.com",
                    "gateway.icloud.com",
                    "d1.cloudfront.net",
                    "www.speedtest.net",
                    "vk.com",
                    "ya.ru",
                    "www.netflix.com",
                    "www.facebook.com",
                    "cdn.jsdelivr.fastly.net",
                    "a248.e.akamai.net",
                    "www.cloudflare.com",
                    "cloud.tencent.com",
                    "www.aliyun.com")
                .map(name -> builtIn.named(List.of(name)).map(Owner::id).orElse("nobody")))
        .containsExactly(
            "microsoft",
            "google",
            "apple",
            "apple",
            "amazon",
            "ookla",
            "vk",
            "yandex",
            "netflix",
            "meta",
            "fastly",
            "akamai",
            "cloudflare",
            "tencent",
            "alibaba");
  }

  @Test
  void every_agent_in_the_built_in_catalogue_is_an_owner_in_it() {
    assertThat(builtIn.ids())
        .allSatisfy(
            id -> assertThat(builtIn.ids()).containsAll(builtIn.byId(id).orElseThrow().agents()));
  }

  private Path file(String json) throws IOException {
    return Files.writeString(folder.resolve("owners.json"), json);
  }
}
