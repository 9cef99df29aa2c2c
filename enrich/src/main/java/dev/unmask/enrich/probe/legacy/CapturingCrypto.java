package dev.unmask.enrich.probe.legacy;

import dev.unmask.enrich.probe.tls.ShownCertificates;
import java.io.IOException;
import java.security.SecureRandom;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** Keeps each certificate before it is parsed, so that a malformed one is kept too. */
final class CapturingCrypto extends BcTlsCrypto {

  private final ShownCertificates shown;

  CapturingCrypto(SecureRandom random, ShownCertificates shown) {
    super(random);
    this.shown = shown;
  }

  @Override
  public TlsCertificate createCertificate(short type, byte[] encoding) throws IOException {
    shown.add(encoding.clone());
    return super.createCertificate(type, encoding);
  }
}
