package dev.unmask.lab.pki;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;

/** A certificate authority: a root, or one below another. All below a root have its kind of key. */
final class Authority {
  private final KeyKind keys;
  private final CertificateSigner signer;
  private final List<X509Certificate> chain;

  private Authority(KeyKind keys, CertificateSigner signer, List<X509Certificate> chain) {
    this.keys = keys;
    this.signer = signer;
    this.chain = List.copyOf(chain);
  }

  static Authority root(KeyKind keys, String subject, Validity validity) {
    KeyPair pair = keys.generate();
    CertificateSigner signer = CertificateSigner.of(subject, pair, keys);
    X509Certificate own = signer.authority(signer.issuer(), pair.getPublic(), validity);
    return new Authority(keys, signer, List.of(own));
  }

  /** A server that vouches for itself. */
  static Identity selfSigned(KeyKind keys, String subject, Validity validity, List<String> names) {
    KeyPair pair = keys.generate();
    CertificateSigner signer = CertificateSigner.of(subject, pair, keys);
    return new Identity(
        pair.getPrivate(),
        List.of(signer.server(signer.issuer(), pair.getPublic(), validity, names)));
  }

  Authority authority(String subject, Validity validity) {
    KeyPair pair = keys.generate();
    CertificateSigner below = CertificateSigner.of(subject, pair, keys);
    return new Authority(
        keys, below, above(signer.authority(below.issuer(), pair.getPublic(), validity)));
  }

  Identity server(String subject, Validity validity, List<String> names) {
    KeyPair pair = keys.generate();
    X509Certificate leaf = signer.server(new X500Name(subject), pair.getPublic(), validity, names);
    return new Identity(pair.getPrivate(), above(leaf));
  }

  X509Certificate certificate() {
    return chain.get(0);
  }

  /** That of the root above it, or its own. */
  X509Certificate root() {
    return chain.get(chain.size() - 1);
  }

  private List<X509Certificate> above(X509Certificate certificate) {
    List<X509Certificate> longer = new ArrayList<>();
    longer.add(certificate);
    longer.addAll(chain);
    return longer;
  }
}
