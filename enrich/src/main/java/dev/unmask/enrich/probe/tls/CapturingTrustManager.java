package dev.unmask.enrich.probe.tls;

import java.net.Socket;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Accepts every chain, and keeps it for the connection that it was shown on: so it is there even if
 * the handshake fails later, for want of a client certificate for instance. BoringSSL's
 * certificates are asked for nothing but their bytes, which does not parse them.
 */
final class CapturingTrustManager extends X509ExtendedTrustManager {

  /** By identity: engines do not define equality. */
  private final Map<SSLEngine, ShownCertificates> captures = new ConcurrentHashMap<>();

  void expect(SSLEngine engine, ShownCertificates shown) {
    captures.put(engine, shown);
  }

  void forget(SSLEngine engine) {
    captures.remove(engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    ShownCertificates shown = captures.get(engine);
    if (shown != null) {
      keep(chain, shown);
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
