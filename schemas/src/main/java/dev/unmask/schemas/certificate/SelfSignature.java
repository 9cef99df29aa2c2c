package dev.unmask.schemas.certificate;

import java.io.IOException;
import java.security.Provider;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;

/** Whether a certificate is signed with its own key, and not merely says so. */
final class SelfSignature {

  /**
   * Never registered with the JVM: what it tolerates must not reach the connections to Kafka and
   * the registry.
   */
  private static final Provider PROVIDER = new BouncyCastleProvider();

  /** Verifying with a hostile key of 16,384 bits takes longer than a certificate is worth. */
  private static final int MAX_RSA_BITS = 8_192;

  private SelfSignature() {}

  static boolean verifies(X509CertificateHolder holder) {
    if (!holder.getIssuer().equals(holder.getSubject()) || tooLarge(holder)) {
      return false;
    }
    try {
      return holder.isSignatureValid(
          new JcaContentVerifierProviderBuilder()
              .setProvider(PROVIDER)
              .build(holder.getSubjectPublicKeyInfo()));
    } catch (CertException | OperatorCreationException | RuntimeException unverifiable) {
      return false;
    }
  }

  private static boolean tooLarge(X509CertificateHolder holder) {
    try {
      AsymmetricKeyParameter key = PublicKeyFactory.createKey(holder.getSubjectPublicKeyInfo());
      return key instanceof RSAKeyParameters rsa && rsa.getModulus().bitLength() > MAX_RSA_BITS;
    } catch (IOException | RuntimeException unusual) {
      return false;
    }
  }
}
