package dev.unmask.classify.assess;

import static dev.unmask.classify.model.ProfileBuilder.aProfile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.VerdictKind;
import dev.unmask.classify.evidence.Cluster;
import dev.unmask.classify.model.CertificateSummary;
import dev.unmask.classify.ruleset.Ruleset;
import dev.unmask.schemas.owner.OwnerCatalogue;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CaseIdTest {

  private static final OwnerCatalogue OWNERS = OwnerCatalogue.builtIn();

  private static UUID id(
      VerdictKind kind, String fingerprint, Optional<CertificateSummary> certificate) {
    return CaseId.of(
        kind,
        Cluster.of(
            aProfile().fingerprint(fingerprint).build(), certificate, OWNERS, Ruleset.builtIn()));
  }

  private static Optional<CertificateSummary> named(String subject, String name, String keyType) {
    return Optional.of(
        new CertificateSummary(
            subject,
            "CN=ca",
            List.of(name),
            "",
            keyType,
            2048,
            Optional.empty(),
            Optional.empty(),
            false));
  }

  @Test
  void one_owner_and_kind_is_one_case_whatever_the_certificate() {
    UUID one = id(VerdictKind.TLS_RELAY, "aa", named("CN=a", "www.update.microsoft.com", "RSA"));
    UUID renewed = id(VerdictKind.TLS_RELAY, "bb", named("CN=b", "fe2.update.microsoft.com", "EC"));

    assertThat(renewed).isEqualTo(one);
    assertThat(
            id(VerdictKind.KEY_COMPROMISE, "aa", named("CN=a", "www.update.microsoft.com", "RSA")))
        .isNotEqualTo(one);
    assertThat(id(VerdictKind.TLS_RELAY, "aa", named("CN=a", "www.google.com", "RSA")))
        .isNotEqualTo(one);
  }

  @Test
  void without_an_owner_it_is_the_certificates_shape() {
    UUID one = id(VerdictKind.DEFAULT_CERTIFICATE, "aa", named("CN=router", "router.local", "RSA"));

    assertThat(id(VerdictKind.DEFAULT_CERTIFICATE, "bb", named("CN=router", "router.local", "RSA")))
        .isEqualTo(one);
    assertThat(id(VerdictKind.DEFAULT_CERTIFICATE, "aa", named("CN=router", "router.local", "EC")))
        .isNotEqualTo(one);
    assertThat(id(VerdictKind.DEFAULT_CERTIFICATE, "aa", named("CN=other", "router.local", "RSA")))
        .isNotEqualTo(one);
  }

  @Test
  void without_a_certificate_it_is_the_fingerprint() {
    assertThat(id(VerdictKind.INCONCLUSIVE, "aa", Optional.empty()))
        .isEqualTo(id(VerdictKind.INCONCLUSIVE, "aa", Optional.empty()))
        .isNotEqualTo(id(VerdictKind.INCONCLUSIVE, "bb", Optional.empty()));
  }

  /** Those who receive alerts store these ids: a change here breaks their cases. */
  @Test
  void ids_that_were_given_out_stay_the_same() {
    assertThat(
            id(VerdictKind.VPN_CAMOUFLAGE, "aa", named("CN=a", "www.update.microsoft.com", "RSA")))
        .hasToString("328f544d-ecb3-5a4f-8cf1-29555a643b5f");
  }
}
