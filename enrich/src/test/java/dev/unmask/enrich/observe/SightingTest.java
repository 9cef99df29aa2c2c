package dev.unmask.enrich.observe;

import static dev.unmask.enrich.given.Banners.aBanner;
import static dev.unmask.enrich.given.Certificates.selfSigned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.unmask.avro.Endpoint;
import dev.unmask.avro.Transport;
import dev.unmask.enrich.given.Certificates.Identity;
import dev.unmask.enrich.probe.visit.Tier;
import dev.unmask.schemas.certificate.CertificateFacts;
import dev.unmask.schemas.owner.Owner;
import dev.unmask.schemas.owner.OwnerCatalogue;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SightingTest {
  private static final String FINGERPRINT = "cd".repeat(32);

  private final Leaves leaves = new Leaves(OwnerCatalogue.builtIn());

  @Test
  void the_owner_is_whom_the_certificate_names() {
    var sighting = showing(selfSigned("CN=www.update.microsoft.com"));

    assertThat(sighting.owner()).map(Owner::id).contains("microsoft");
    assertThat(sighting.subject().owner()).map(Owner::id).contains("microsoft");
  }

  @Test
  void a_host_is_asked_for_the_name_that_is_the_owners() {
    assertThat(
            showing(selfSigned("CN=front.example", "cdn.example", "www.microsoft.com"))
                .serverName())
        .contains("www.microsoft.com");
  }

  @ParameterizedTest
  @CsvSource({
    "CN=www.example.org, other.example.org, www.example.org",
    "CN=Some Company, mail.example.org, mail.example.org",
    "CN=192.0.2.7, mail.example.org, mail.example.org",
    "CN=WWW.Example.ORG, other.example.org, www.example.org",
    "CN=*.example.org, other.example.org, www.example.org",
    "CN=appliance, *.update.microsoft.com, www.update.microsoft.com",
  })
  void else_for_the_first_that_is_a_host_name(String subject, String dnsName, String asked) {
    assertThat(showing(selfSigned(subject, dnsName)).serverName()).contains(asked);
  }

  @Test
  void else_for_what_the_crawler_asked_for() {
    var banner =
        aBanner().showing(selfSigned("CN=appliance").der()).askedFor("shop.example").build();

    assertThat(Sighting.of(banner, leaves).serverName()).contains("shop.example");
    assertThat(showing(selfSigned("CN=appliance")).serverName()).isEmpty();
  }

  @Test
  void a_banner_without_der_is_taken_at_its_word() {
    var sighting =
        Sighting.of(
            aBanner().claiming(FINGERPRINT, "O=Microsoft,CN=www.microsoft.com").build(), leaves);

    assertThat(sighting.subject().fingerprint()).contains(FINGERPRINT);
    assertThat(sighting.owner()).map(Owner::id).contains("microsoft");
    assertThat(sighting.serverName()).contains("www.microsoft.com");
  }

  @Test
  void the_fingerprint_is_that_of_the_der_whatever_the_feed_says() {
    var shown = selfSigned("CN=a.example");
    var banner = aBanner().showing(FINGERPRINT, shown.der()).build();

    assertThat(Sighting.of(banner, leaves).claims().getFingerprint())
        .isEqualTo(CertificateFacts.sha256(shown.der()));
  }

  @Test
  void what_the_banner_says_is_carried_over_and_its_raw_record_is_not() {
    var banner = aBanner().askedFor("shop.example").build();

    var claims = Sighting.of(banner, leaves).claims();

    assertThat(claims.getFeed()).isEqualTo(banner.getFeed());
    assertThat(claims.getRecordId()).isEqualTo(banner.getRecordId());
    assertThat(claims.getObservedAt()).isEqualTo(banner.getObservedAt());
    assertThat(claims.getAsn()).isEqualTo(banner.getAsn());
    assertThat(claims.getOrganization()).isEqualTo(banner.getOrganization());
    assertThat(claims.getCountry()).isEqualTo(banner.getCountry());
    assertThat(claims.getServerName()).isEqualTo("shop.example");
    assertThat(claims.getFingerprint()).isNull();
  }

  @Test
  void a_certificate_that_does_not_parse_names_nobody() {
    var sighting = Sighting.of(aBanner().showing(new byte[] {1, 2, 3}).build(), leaves);

    assertThat(sighting.owner()).isEmpty();
    assertThat(sighting.subject().fingerprint()).isPresent();
  }

  @Test
  void policy_sees_where_it_is() {
    var subject = Sighting.of(aBanner().from("2001:db8:0:0::7", 636).build(), leaves).subject();

    assertThat(subject.ip()).isEqualTo("2001:db8::7");
    assertThat(subject.port()).isEqualTo(636);
    assertThat(subject.tcp()).isTrue();
    assertThat(subject.asn()).isEqualTo(OptionalLong.of(64_500));
  }

  @Test
  void the_prober_is_told_whom_to_ask_and_for_what() {
    var target = showing(selfSigned("CN=www.microsoft.com")).target(Tier.APPLICATION);

    assertThat(target.endpoint().getIp()).isEqualTo("192.0.2.7");
    assertThat(target.serverName()).contains("www.microsoft.com");
    assertThat(target.owner()).map(Owner::id).contains("microsoft");
    assertThat(target.tier()).isEqualTo(Tier.APPLICATION);
  }

  @ParameterizedTest
  @CsvSource({"example.org, 443", "'', 443", "192.0.2.999, 443", "192.0.2.7, 70000"})
  void an_endpoint_that_is_none_is_refused(String ip, int port) {
    var banner = aBanner().at(new Endpoint(ip, port, Transport.TCP)).build();

    assertThatIllegalArgumentException().isThrownBy(() -> Sighting.of(banner, leaves));
  }

  private Sighting showing(Identity shown) {
    return Sighting.of(aBanner().showing(shown.der()).build(), leaves);
  }
}
