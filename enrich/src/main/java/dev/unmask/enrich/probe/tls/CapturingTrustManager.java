package dev.unmask.enrich.probe.tls;

import java.net.Socket;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Accepts every chain, and keeps it for the connection that it was shown on: so it is there even if
 * the handshake fails later, for want of a client certificate for instance. BoringSSL's
 * certificates are asked for nothing but their bytes, which does not parse them.
 */
final class CapturingTrustManager extends X509ExtendedTrustManager {

  private final Captures captures;

  CapturingTrustManager(Captures captures) {
    this.captures = captures;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    Optional<ShownCertificates> shown = captures.of(engine);
    if (shown.isPresent()) {
      keep(chain, shown.get());
    }
  }

  private static void keep(X509Certificate[] chain, ShownCertificates shown)
      throws CertificateEncodingException {
    for (X509Certificate certificate : chain) {
      shown.add(certificate.getEncoded());
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw noEngine();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw noEngine();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw noEngine();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw noEngine();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw noEngine();
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }

  private static CertificateException noEngine() {
    return new CertificateException("a probe is a client, and has an engine");
  }
}
