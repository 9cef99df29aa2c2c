package dev.unmask.schemas.certificate;

import java.io.IOException;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.DSAPublicKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.Ed448PublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/** Type of a public key and its bits; an unknown type is told by its OID, with 0 bits. */
record PublicKeySize(String type, int bits) {

  static PublicKeySize of(SubjectPublicKeyInfo info) {
    try {
      return of(PublicKeyFactory.createKey(info), info);
    } catch (IOException | RuntimeException unusual) {
      return new PublicKeySize(info.getAlgorithm().getAlgorithm().getId(), 0);
    }
  }

  private static PublicKeySize of(AsymmetricKeyParameter key, SubjectPublicKeyInfo info) {
    if (key instanceof RSAKeyParameters rsa) {
      return new PublicKeySize("RSA", rsa.getModulus().bitLength());
    } else if (key instanceof ECPublicKeyParameters ec) {
      return new PublicKeySize("EC", ec.getParameters().getCurve().getFieldSize());
    } else if (key instanceof DSAPublicKeyParameters dsa) {
      return new PublicKeySize("DSA", dsa.getParameters().getP().bitLength());
    } else if (key instanceof Ed25519PublicKeyParameters) {
      return new PublicKeySize("Ed25519", 255);
    } else if (key instanceof Ed448PublicKeyParameters) {
      return new PublicKeySize("Ed448", 448);
    }
    return new PublicKeySize(info.getAlgorithm().getAlgorithm().getId(), 0);
  }
}
