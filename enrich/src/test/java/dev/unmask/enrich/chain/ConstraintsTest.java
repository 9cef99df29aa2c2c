package dev.unmask.enrich.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.unmask.avro.Anchor;
import dev.unmask.avro.ChainJudgement;
import dev.unmask.avro.PathState;
import dev.unmask.enrich.probe.peers.Pki;
import dev.unmask.schemas.certificate.CertificateFacts;
import dev.unmask.schemas.owner.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.Test;

/** A CA that may issue for some names or some purposes is an anchor for nothing else. */
class ConstraintsTest {

  private static final String NAME = "www.update.example.com";

  private final Pki root = Pki.root("Root");
  private final ChainJudge judge = new ChainJudge(TrustStores.of(List.of(root.der()), List.of()));

  @Test
  void name_that_the_issuer_may_name_is_trusted() {
    Pki ca = constrained("example.com").signedBy(root);

    assertTrusted(judged(leaf().signedBy(ca), ca));
  }

  @Test
  void name_that_the_issuer_may_not_name_is_not() {
    Pki ca = constrained("example.org").signedBy(root);

    assertForbidden(judged(leaf().signedBy(ca), ca), "name constraints of CN=CA");
  }

  @Test
  void constraints_hold_for_all_below() {
    Pki ca = constrained("example.org").signedBy(root);
    Pki below = Pki.recipe("Below").ca().signedBy(ca);

    assertForbidden(judged(leaf().signedBy(below), below, ca), "name constraints of CN=CA");
  }

  @Test
  void another_way_to_the_root_is_taken_where_there_is_one() {
    Pki ca = constrained("example.org").signedBy(root);
    Pki free = Pki.recipe("CA").ca().keys(ca.keys()).signedBy(root);

    assertTrusted(judged(leaf().signedBy(ca), ca, free));
  }

  @Test
  void issuer_for_mail_vouches_for_no_server() {
    Pki ca =
        Pki.recipe("CA").ca().extension(Extension.extendedKeyUsage, false, mail()).signedBy(root);

    assertForbidden(judged(leaf().signedBy(ca), ca), "not for TLS servers of CN=CA");
  }

  @Test
  void certificate_for_mail_is_none_for_servers() {
    Pki mailer = leaf().extension(Extension.extendedKeyUsage, false, mail()).signedBy(root);

    assertForbidden(judged(mailer), "not for TLS servers of CN=" + NAME);
  }

  @Test
  void any_purpose_includes_servers() {
    Pki any =
        leaf()
            .extension(
                Extension.extendedKeyUsage,
                true,
                new ExtendedKeyUsage(KeyPurposeId.anyExtendedKeyUsage))
            .signedBy(root);

    assertTrusted(judged(any));
  }

  @Test
  void critical_extension_that_nobody_knows_is_not_passed_over() {
    ASN1ObjectIdentifier unknown = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.2");

    assertForbidden(
        judged(leaf().extension(unknown, true, DERNull.INSTANCE).signedBy(root)),
        "a critical extension");
    assertTrusted(judged(leaf().extension(unknown, false, DERNull.INSTANCE).signedBy(root)));
  }

  @Test
  void issuer_of_the_owner_is_known_whatever_it_may_issue() {
    Pki ca = constrained("example.org").signedBy(root);

    ChainJudgement judgement =
        judge.judge(
            chain(leaf().signedBy(ca), ca), Optional.of(NAME), ownerIssuing(ca), Instant.now());

    assertThat(judgement.getPath()).isEqualTo(PathState.COMPLETE);
    assertThat(judgement.getAnchors()).containsExactly(Anchor.OWNER_CATALOGUE);
  }

  @Test
  void more_constraints_than_are_compared_forbid() {
    Pki ca =
        constrained(IntStream.range(0, 3_000).mapToObj(i -> i + ".com").toArray(String[]::new))
            .signedBy(root);
    Pki leaf =
        Pki.recipe(NAME)
            .dnsNames(IntStream.range(0, 3_000).mapToObj(i -> i + ".com").toArray(String[]::new))
            .signedBy(ca);

    ChainJudgement judgement =
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> judged(leaf, ca));

    assertForbidden(judgement, "name constraints of CN=CA");
  }

  private ChainJudgement judged(Pki... shown) {
    return judge.judge(chain(shown), Optional.of(NAME), Optional.empty(), Instant.now());
  }

  private static void assertTrusted(ChainJudgement judgement) {
    assertThat(judgement.getPath()).as("%s", judgement).isEqualTo(PathState.COMPLETE);
    assertThat(judgement.getAnchors()).containsExactly(Anchor.PUBLIC_STORE);
  }

  private static void assertForbidden(ChainJudgement judgement, String why) {
    assertThat(judgement.getPath()).as("%s", judgement).isEqualTo(PathState.UNTRUSTED_ISSUER);
    assertThat(judgement.getAnchors()).isEmpty();
    assertThat(judgement.getDetail()).contains(why);
  }

  private static Pki.Recipe leaf() {
    return Pki.recipe(NAME).dnsNames(NAME);
  }

  private static Pki.Recipe constrained(String... domains) {
    GeneralSubtree[] permitted =
        Arrays.stream(domains)
            .map(domain -> new GeneralSubtree(new GeneralName(GeneralName.dNSName, domain)))
            .toArray(GeneralSubtree[]::new);
    return Pki.recipe("CA")
        .ca()
        .extension(Extension.nameConstraints, true, new NameConstraints(permitted, null));
  }

  private static ExtendedKeyUsage mail() {
    return new ExtendedKeyUsage(KeyPurposeId.id_kp_emailProtection);
  }

  private static List<byte[]> chain(Pki... certificates) {
    return Arrays.stream(certificates).map(Pki::der).toList();
  }

  private static Optional<Owner> ownerIssuing(Pki issuer) {
    String spki = CertificateFacts.sha256(issuer.certificate().getPublicKey().getEncoded());
    return Optional.of(
        new Owner(
            "example",
            "Example",
            Set.of("example.com"),
            Set.of(),
            Set.of(),
            Set.of(spki),
            true,
            Set.of(),
            true));
  }
}
