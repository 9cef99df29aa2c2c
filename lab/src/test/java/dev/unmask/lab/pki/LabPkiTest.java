package dev.unmask.lab.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.unmask.lab.scenario.Issuer;
import dev.unmask.lab.scenario.Leaf;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LabPkiTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:15:30Z");
  private static final Instant BEFORE_THE_ROOT_EXPIRED = Instant.parse("2021-04-15T00:00:00Z");
  private static final Set<Leaf> LEAVES =
      Set.of(
          Leaf.EXPIRED_ROOT,
          Leaf.RENEWED,
          Leaf.IN_HOUSE,
          Leaf.AT_THE_EDGE,
          Leaf.RETIRED,
          Leaf.FORGED);
  private static final LabPki PKI = LabPki.create(LEAVES, NOW);
  private static final List<Issuer> OWNERS =
      List.of(Issuer.UPDATE_CA_OF_EXPIRED_ROOT, Issuer.UPDATE_CA);

  @Test
  void every_leaf_is_another_for_the_same_name() throws GeneralSecurityException {
    assertThat(
            LEAVES.stream()
                .map(leaf -> PKI.identity(leaf).fingerprint())
                .collect(Collectors.toSet()))
        .hasSize(LEAVES.size());
    for (Leaf leaf : LEAVES) {
      X509Certificate certificate = PKI.identity(leaf).leaf();
      assertThat(certificate.getSubjectX500Principal().getName())
          .startsWith("CN=www.update.microsoft.com,");
      assertThat(certificate.getSubjectAlternativeNames())
          .contains(List.of(2, "www.update.microsoft.com"));
    }
  }

  @Test
  void old_chain_is_valid_but_for_its_root_which_expired_in_may_2021()
      throws GeneralSecurityException {
    List<X509Certificate> chain = PKI.identity(Leaf.EXPIRED_ROOT).chain();

    chain.get(0).checkValidity(Date.from(NOW));
    chain.get(1).checkValidity(Date.from(NOW));
    assertThat(chain.get(2).getNotAfter().toInstant()).isEqualTo("2021-05-09T23:28:13Z");
    assertThat(chain.get(1).getSubjectX500Principal().getName())
        .startsWith("CN=Microsoft Update CA,");
    assertThatCode(() -> validate(chain, BEFORE_THE_ROOT_EXPIRED)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("signedByTheCaOfToday")
  void chain_of_today_is_valid(Leaf leaf) throws GeneralSecurityException {
    List<X509Certificate> chain = PKI.identity(leaf).chain();

    for (X509Certificate certificate : chain) {
      certificate.checkValidity(Date.from(NOW));
    }
    assertThatCode(() -> validate(chain, NOW)).doesNotThrowAnyException();
  }

  private static Stream<Leaf> signedByTheCaOfToday() {
    return LEAVES.stream().filter(leaf -> leaf.issuer() == Issuer.UPDATE_CA);
  }

  @Test
  void self_signed_leaf_is_of_p_256_and_valid_for_a_hundred_years()
      throws GeneralSecurityException {
    Leaf leaf = new Leaf("bing", Issuer.ITSELF, "CN=www.bing.com", List.of("www.bing.com"));
    LabPki pki = LabPki.create(Set.of(leaf), NOW);
    X509Certificate certificate = pki.identity(leaf).leaf();

    assertThat(pki.identity(leaf).chain()).hasSize(1);
    assertThat(pki.roots()).isEmpty();
    certificate.verify(certificate.getPublicKey());
    assertThat(certificate.getIssuerX500Principal())
        .isEqualTo(certificate.getSubjectX500Principal());
    assertThat(((ECPublicKey) certificate.getPublicKey()).getParams().getOrder().bitLength())
        .isEqualTo(256);
    assertThat(certificate.getNotAfter().toInstant()).isAfter("2126-01-01T00:00:00Z");
  }

  @Test
  void forged_leaf_bears_the_issuers_name_and_not_its_signature() {
    X509Certificate forged = PKI.identity(Leaf.FORGED).leaf();
    X509Certificate genuine = PKI.identity(Leaf.EXPIRED_ROOT).leaf();

    assertThat(forged.getIssuerX500Principal()).isEqualTo(genuine.getIssuerX500Principal());
    assertThat(PKI.keys(OWNERS)).doesNotContain(spki(PKI.identity(Leaf.FORGED).chain().get(1)));
    assertThat(PKI.keys(OWNERS)).contains(spki(PKI.identity(Leaf.EXPIRED_ROOT).chain().get(1)));
    assertThatThrownBy(() -> validate(PKI.identity(Leaf.FORGED).chain(), NOW))
        .isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void keys_are_fresh_each_time_and_never_printed() {
    Identity again = LabPki.create(Set.of(Leaf.RENEWED), NOW).identity(Leaf.RENEWED);

    assertThat(again.fingerprint()).isNotEqualTo(PKI.identity(Leaf.RENEWED).fingerprint());
    assertThat(again.toString()).startsWith("Identity[CN=").doesNotContainIgnoringCase("key");
  }

  private static String spki(X509Certificate certificate) {
    return Sha256.hex(certificate.getPublicKey().getEncoded());
  }

  /** With the owner's roots as anchors. */
  private static void validate(List<X509Certificate> chain, Instant at)
      throws GeneralSecurityException {
    Set<TrustAnchor> anchors =
        PKI.roots().stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet());
    PKIXParameters parameters = new PKIXParameters(anchors);
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(at));
    CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(chain.subList(0, 2));
    CertPathValidator.getInstance("PKIX").validate(path, parameters);
  }
}
