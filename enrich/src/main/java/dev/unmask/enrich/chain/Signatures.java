package dev.unmask.enrich.chain;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.security.Provider;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentVerifierProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;

/**
 * Whether one certificate was signed with the key of another. Remembers, as a cluster's hosts all
 * show the same chain. Safe from any thread.
 */
final class Signatures {

  private static final int REMEMBERED = 16_384;

  /** An RSA key of 16,384 bits, which is the longest that the JDK takes, is shorter. */
  private static final int LONGEST_KEY = 2_200;

  /**
   * DSA verifies in time by the cube of its length, and nobody bounds it: 2,048 bits are shorter.
   */
  private static final int LONGEST_DSA_KEY = 900;

  private final Provider bouncyCastle = new BouncyCastleProvider();
  private final Cache<Pair, Boolean> verified =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  private record Pair(String certificate, String key) {}

  /** By the key's bytes alone: names are compared elsewhere. False where it cannot be computed. */
  boolean verify(ParsedCertificate certificate, ParsedCertificate issuer) {
    Pair pair = new Pair(certificate.sha256(), issuer.spkiSha256());
    return Boolean.TRUE.equals(verified.get(pair, unknown -> compute(certificate, issuer)));
  }

  private boolean compute(ParsedCertificate certificate, ParsedCertificate issuer) {
    try {
      SubjectPublicKeyInfo key = issuer.holder().getSubjectPublicKeyInfo();
      return isShort(key) && certificate.holder().isSignatureValid(verifier(key));
    } catch (OperatorCreationException | CertException | IOException | RuntimeException unusable) {
      return false;
    }
  }

  private static boolean isShort(SubjectPublicKeyInfo key) throws IOException {
    boolean dsa = key.getAlgorithm().getAlgorithm().equals(X9ObjectIdentifiers.id_dsa);
    return key.getEncoded().length <= (dsa ? LONGEST_DSA_KEY : LONGEST_KEY);
  }

  /**
   * RSA by the JDK, which bounds the exponent and does not test moduli for primes, as BouncyCastle
   * does for seconds; everything else by BouncyCastle, which knows more curves.
   */
  private ContentVerifierProvider verifier(SubjectPublicKeyInfo key)
      throws OperatorCreationException {
    JcaContentVerifierProviderBuilder builder = new JcaContentVerifierProviderBuilder();
    boolean rsa =
        key.getAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)
            || key.getAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS);
    return (rsa ? builder : builder.setProvider(bouncyCastle)).build(key);
  }
}
