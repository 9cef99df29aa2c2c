package dev.unmask.schemas.certificate;

import java.io.IOException;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.DSAParameter;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.X509ObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/**
 * Type of a public key and its bits; an unknown type is told by its OID, with 0 bits. Read from the
 * ASN.1: BouncyCastle's own key objects test moduli for primes, which takes seconds for 16,384
 * bits.
 */
record PublicKeySize(String type, int bits) {

  private static final Set<ASN1ObjectIdentifier> RSA =
      Set.of(
          PKCSObjectIdentifiers.rsaEncryption,
          PKCSObjectIdentifiers.id_RSASSA_PSS,
          X509ObjectIdentifiers.id_ea_rsa);

  /** A point and a curve described in full are shorter. */
  private static final int LONGEST_EC_KEY = 2_200;

  static PublicKeySize of(SubjectPublicKeyInfo key) {
    ASN1ObjectIdentifier algorithm = key.getAlgorithm().getAlgorithm();
    try {
      return of(algorithm, key);
    } catch (IOException | RuntimeException unusual) {
      return unknown(algorithm);
    }
  }

  private static PublicKeySize of(ASN1ObjectIdentifier algorithm, SubjectPublicKeyInfo key)
      throws IOException {
    if (RSA.contains(algorithm)) {
      RSAPublicKey rsa = RSAPublicKey.getInstance(key.parsePublicKey());
      return new PublicKeySize("RSA", rsa.getModulus().bitLength());
    } else if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
      return ofCurve(algorithm, key);
    } else if (algorithm.equals(X9ObjectIdentifiers.id_dsa)) {
      DSAParameter dsa = DSAParameter.getInstance(key.getAlgorithm().getParameters());
      return new PublicKeySize("DSA", dsa.getP().bitLength());
    } else if (algorithm.equals(EdECObjectIdentifiers.id_Ed25519)) {
      return new PublicKeySize("Ed25519", 255);
    } else if (algorithm.equals(EdECObjectIdentifiers.id_Ed448)) {
      return new PublicKeySize("Ed448", 448);
    }
    return unknown(algorithm);
  }

  private static PublicKeySize ofCurve(ASN1ObjectIdentifier algorithm, SubjectPublicKeyInfo key)
      throws IOException {
    if (key.getEncoded().length <= LONGEST_EC_KEY
        && PublicKeyFactory.createKey(key) instanceof ECPublicKeyParameters ec) {
      return new PublicKeySize("EC", ec.getParameters().getCurve().getFieldSize());
    }
    return unknown(algorithm);
  }

  private static PublicKeySize unknown(ASN1ObjectIdentifier algorithm) {
    return new PublicKeySize(algorithm.getId(), 0);
  }
}
