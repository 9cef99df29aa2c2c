package dev.unmask.enrich.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Anchor;
import dev.unmask.avro.ChainJudgement;
import dev.unmask.avro.PathState;
import dev.unmask.avro.PathValidity;
import dev.unmask.enrich.probe.peers.Installed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * NIST's Public Key Interoperability Test Suite (PKITS 1.0.1), where Debian's
 * python3-cryptography-vectors is installed: the sections that ask for no revocation list and no
 * policy. A test's name says whether the path is valid. The issuers of each are found by name among
 * all certificates of the suite, decoys with them.
 *
 * <p>Left out: 4.1.5, as no key that inherits DSA parameters (RFC 3279 2.3.2) is met; of 4.4, 4.5
 * and 4.7 what only a revocation list decides.
 */
class PkitsTest {

  private static final Path CERTIFICATES =
      Path.of("/usr/lib/python3/dist-packages/cryptography_vectors/x509/PKITS_data/certs");

  /** Within the validity of what the suite means to be valid, 2010 to 2030. */
  private static final Instant AT = Instant.parse("2022-03-01T12:00:00Z");

  private static final String ROOT = "TrustAnchorRootCertificate";

  private static List<byte[]> authorities = List.of();

  @BeforeAll
  static void read() throws IOException {
    if (!Files.isDirectory(CERTIFICATES)) {
      Installed.missing("PKITS is not installed (Debian: python3-cryptography-vectors)");
    }
    try (Stream<Path> files = Files.list(CERTIFICATES)) {
      authorities =
          files
              .map(file -> file.getFileName().toString().replace(".crt", ""))
              .filter(name -> !name.endsWith("EE"))
              .sorted()
              .map(PkitsTest::certificate)
              .toList();
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      textBlock =
          """
          4.1, ValidCertificatePathTest1
          4.1, InvalidCASignatureTest2
          4.1, InvalidEESignatureTest3
          4.1, ValidDSASignaturesTest4
          4.1, InvalidDSASignatureTest6
          4.2, InvalidCAnotBeforeDateTest1
          4.2, InvalidEEnotBeforeDateTest2
          4.2, Validpre2000UTCnotBeforeDateTest3
          4.2, ValidGeneralizedTimenotBeforeDateTest4
          4.2, InvalidCAnotAfterDateTest5
          4.2, InvalidEEnotAfterDateTest6
          4.2, Invalidpre2000UTCEEnotAfterDateTest7
          4.2, ValidGeneralizedTimenotAfterDateTest8
          4.3, InvalidNameChainingTest1
          4.3, InvalidNameChainingOrderTest2
          4.3, ValidNameChainingWhitespaceTest3
          4.3, ValidNameChainingWhitespaceTest4
          4.3, ValidNameChainingCapitalizationTest5
          4.3, ValidNameUIDsTest6
          4.3, ValidRFC3280MandatoryAttributeTypesTest7
          4.3, ValidRFC3280OptionalAttributeTypesTest8
          4.3, ValidUTF8StringEncodedNamesTest9
          4.3, ValidRolloverfromPrintableStringtoUTF8StringTest10
          4.3, ValidUTF8StringCaseInsensitiveMatchTest11
          4.4, ValidNegativeSerialNumberTest14
          4.4, ValidLongSerialNumberTest16
          4.4, ValidLongSerialNumberTest17
          4.5, ValidBasicSelfIssuedOldWithNewTest1
          4.5, ValidBasicSelfIssuedNewWithOldTest3
          4.5, ValidBasicSelfIssuedNewWithOldTest4
          4.5, ValidBasicSelfIssuedCRLSigningKeyTest6
          4.5, InvalidBasicSelfIssuedCRLSigningKeyTest8
          4.6, InvalidMissingbasicConstraintsTest1
          4.6, InvalidcAFalseTest2
          4.6, InvalidcAFalseTest3
          4.6, ValidbasicConstraintsNotCriticalTest4
          4.6, InvalidpathLenConstraintTest5
          4.6, InvalidpathLenConstraintTest6
          4.6, ValidpathLenConstraintTest7
          4.6, ValidpathLenConstraintTest8
          4.6, InvalidpathLenConstraintTest9
          4.6, InvalidpathLenConstraintTest10
          4.6, InvalidpathLenConstraintTest11
          4.6, InvalidpathLenConstraintTest12
          4.6, ValidpathLenConstraintTest13
          4.6, ValidpathLenConstraintTest14
          4.6, ValidSelfIssuedpathLenConstraintTest15
          4.6, InvalidSelfIssuedpathLenConstraintTest16
          4.6, ValidSelfIssuedpathLenConstraintTest17
          4.7, InvalidkeyUsageCriticalkeyCertSignFalseTest1
          4.7, InvalidkeyUsageNotCriticalkeyCertSignFalseTest2
          4.7, ValidkeyUsageNotCriticalTest3
          4.13, ValidDNnameConstraintsTest1
          4.13, InvalidDNnameConstraintsTest2
          4.13, InvalidDNnameConstraintsTest3
          4.13, ValidDNnameConstraintsTest4
          4.13, ValidDNnameConstraintsTest5
          4.13, ValidDNnameConstraintsTest6
          4.13, InvalidDNnameConstraintsTest7
          4.13, InvalidDNnameConstraintsTest8
          4.13, InvalidDNnameConstraintsTest9
          4.13, InvalidDNnameConstraintsTest10
          4.13, ValidDNnameConstraintsTest11
          4.13, InvalidDNnameConstraintsTest12
          4.13, InvalidDNnameConstraintsTest13
          4.13, ValidDNnameConstraintsTest14
          4.13, InvalidDNnameConstraintsTest15
          4.13, InvalidDNnameConstraintsTest16
          4.13, InvalidDNnameConstraintsTest17
          4.13, ValidDNnameConstraintsTest18
          4.13, ValidDNnameConstraintsTest19
          4.13, InvalidDNnameConstraintsTest20
          4.13, ValidRFC822nameConstraintsTest21
          4.13, InvalidRFC822nameConstraintsTest22
          4.13, ValidRFC822nameConstraintsTest23
          4.13, InvalidRFC822nameConstraintsTest24
          4.13, ValidRFC822nameConstraintsTest25
          4.13, InvalidRFC822nameConstraintsTest26
          4.13, ValidDNandRFC822nameConstraintsTest27
          4.13, InvalidDNandRFC822nameConstraintsTest28
          4.13, InvalidDNandRFC822nameConstraintsTest29
          4.13, ValidDNSnameConstraintsTest30
          4.13, InvalidDNSnameConstraintsTest31
          4.13, ValidDNSnameConstraintsTest32
          4.13, InvalidDNSnameConstraintsTest33
          4.13, ValidURInameConstraintsTest34
          4.13, InvalidURInameConstraintsTest35
          4.13, ValidURInameConstraintsTest36
          4.13, InvalidURInameConstraintsTest37
          4.13, InvalidDNSnameConstraintsTest38
          4.16, ValidUnknownNotCriticalCertificateExtensionTest1
          4.16, InvalidUnknownCriticalCertificateExtensionTest2
          """)
  void path_is_trusted_exactly_if_the_suite_says_so(String section, String test) {
    byte[] leaf = certificate(test + "EE");
    ChainJudge judge = new ChainJudge(TrustStores.of(List.of(certificate(ROOT)), List.of()));

    ChainJudgement judgement =
        judge.judge(withIssuers(leaf), Optional.empty(), Optional.empty(), AT);

    assertThat(isTrusted(judgement)).as("%s", judgement).isEqualTo(test.startsWith("Valid"));
  }

  private static boolean isTrusted(ChainJudgement judgement) {
    return judgement.getPath() == PathState.COMPLETE
        && judgement.getAnchors().contains(Anchor.PUBLIC_STORE)
        && judgement.getValidity() == PathValidity.VALID;
  }

  /** The leaf, and all that bear the name of an issuer, its issuer's, and so on. */
  private static List<byte[]> withIssuers(byte[] leaf) {
    List<byte[]> found = new ArrayList<>(List.of(leaf));
    Set<X500Name> named = new LinkedHashSet<>();
    for (int i = 0; i < found.size(); i++) {
      X500Name issuer = holder(found.get(i)).getIssuer();
      if (named.add(issuer)) {
        authorities.stream()
            .filter(authority -> holder(authority).getSubject().equals(issuer))
            .forEach(found::add);
      }
    }
    return found;
  }

  private static X509CertificateHolder holder(byte[] der) {
    try {
      return new X509CertificateHolder(der);
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  private static byte[] certificate(String name) {
    try {
      return Files.readAllBytes(CERTIFICATES.resolve(name + ".crt"));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
