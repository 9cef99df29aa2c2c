package dev.unmask.enrich.probe.peers;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A private key and its chain, leaf first. */
public record Identity(PrivateKey key, List<X509Certificate> chain) {

  private static final char[] PASSWORD = "in memory only".toCharArray();

  public Identity {
    chain = List.copyOf(chain);
  }

  public List<byte[]> ders() {
    return chain.stream().map(Identity::der).toList();
  }

  /** The chain as a file of certificates, leaf first (RFC 7468). */
  public String chainPem() {
    return ders().stream().map(der -> pem("CERTIFICATE", der)).collect(Collectors.joining());
  }

  /** The key as a file, not encrypted (RFC 7468). */
  public String keyPem() {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  /** A server's context with this identity. */
  public SSLContext context() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("server", key, PASSWORD, chain.toArray(X509Certificate[]::new));
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(store, PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  static SSLSocket server(SSLContext context, Socket socket) throws IOException {
    SSLSocket tls =
        (SSLSocket) context.getSocketFactory().createSocket(socket, "127.0.0.1", 0, true);
    tls.setUseClientMode(false);
    return tls;
  }

  private static String pem(String type, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, body, type);
  }

  private static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
