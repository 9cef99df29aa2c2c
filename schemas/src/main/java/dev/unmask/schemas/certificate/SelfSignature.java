package dev.unmask.schemas.certificate;

import java.io.IOException;
import java.security.Provider;
import java.util.Arrays;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentVerifierProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;

/** Whether a certificate is signed with its own key, and not merely says so. */
final class SelfSignature {

  /**
   * Never registered with the JVM: what it tolerates must not reach the connections to Kafka and
   * the registry.
   */
  private static final Provider PROVIDER = new BouncyCastleProvider();

  /** An RSA key of 16,384 bits, which is the longest that the JDK takes, is shorter. */
  private static final int LONGEST_KEY = 2_200;

  /**
   * DSA verifies in time by the cube of its length, and nobody bounds it: 2,048 bits are shorter.
   */
  private static final int LONGEST_DSA_KEY = 900;

  private SelfSignature() {}

  static boolean verifies(X509CertificateHolder holder) {
    try {
      SubjectPublicKeyInfo key = holder.getSubjectPublicKeyInfo();
      return isShort(key)
          && Arrays.equals(holder.getIssuer().getEncoded(), holder.getSubject().getEncoded())
          && holder.isSignatureValid(verifier(key));
    } catch (CertException | OperatorCreationException | IOException | RuntimeException no) {
      return false;
    }
  }

  private static boolean isShort(SubjectPublicKeyInfo key) throws IOException {
    boolean dsa = key.getAlgorithm().getAlgorithm().equals(X9ObjectIdentifiers.id_dsa);
    return key.getEncoded().length <= (dsa ? LONGEST_DSA_KEY : LONGEST_KEY);
  }

  /**
   * RSA by the JDK, which bounds the exponent and does not test moduli for primes, as BouncyCastle
   * does for seconds.
   */
  private static ContentVerifierProvider verifier(SubjectPublicKeyInfo key)
      throws OperatorCreationException {
    JcaContentVerifierProviderBuilder builder = new JcaContentVerifierProviderBuilder();
    boolean rsa = PublicKeySize.of(key).type().equals("RSA");
    return (rsa ? builder : builder.setProvider(PROVIDER)).build(key);
  }
}
