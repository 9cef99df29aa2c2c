package dev.unmask.lab.pki;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;

/** A certificate authority: a root, or one below another. */
final class Authority {
  private static final int KEY_BITS = 2_048;

  private final CertificateSigner signer;
  private final List<X509Certificate> chain;

  private Authority(CertificateSigner signer, List<X509Certificate> chain) {
    this.signer = signer;
    this.chain = List.copyOf(chain);
  }

  static Authority root(String subject, Validity validity) {
    KeyPair keys = newKeys();
    CertificateSigner signer = signer(subject, keys);
    X509Certificate own = signer.authority(signer.issuer(), keys.getPublic(), validity);
    return new Authority(signer, List.of(own));
  }

  Authority authority(String subject, Validity validity) {
    KeyPair keys = newKeys();
    CertificateSigner below = signer(subject, keys);
    return new Authority(
        below, above(signer.authority(below.issuer(), keys.getPublic(), validity)));
  }

  Identity server(String subject, Validity validity, String... names) {
    KeyPair keys = newKeys();
    X509Certificate leaf = signer.server(new X500Name(subject), keys.getPublic(), validity, names);
    return new Identity(keys.getPrivate(), above(leaf));
  }

  X509Certificate certificate() {
    return chain.get(0);
  }

  private List<X509Certificate> above(X509Certificate certificate) {
    List<X509Certificate> longer = new ArrayList<>();
    longer.add(certificate);
    longer.addAll(chain);
    return longer;
  }

  private static CertificateSigner signer(String subject, KeyPair keys) {
    return new CertificateSigner(new X500Name(subject), keys.getPublic(), keys.getPrivate());
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(KEY_BITS);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has RSA", impossible);
    }
  }
}
