package dev.unmask.enrich.probe.legacy;

import dev.unmask.enrich.probe.tls.Offer;
import java.util.Arrays;
import org.bouncycastle.tls.CipherSuite;

/** What the second attempt offers, in order of preference, with IANA's names. */
enum LegacyCipherSuites {
  TLS_AES_128_GCM_SHA256(CipherSuite.TLS_AES_128_GCM_SHA256),
  TLS_AES_256_GCM_SHA384(CipherSuite.TLS_AES_256_GCM_SHA384),
  TLS_CHACHA20_POLY1305_SHA256(CipherSuite.TLS_CHACHA20_POLY1305_SHA256),
  TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256(CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256),
  TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256),
  TLS_DHE_RSA_WITH_AES_128_GCM_SHA256(CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256),
  TLS_DHE_RSA_WITH_AES_256_GCM_SHA384(CipherSuite.TLS_DHE_RSA_WITH_AES_256_GCM_SHA384),
  TLS_RSA_WITH_AES_128_GCM_SHA256(CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256),
  TLS_DHE_RSA_WITH_AES_128_CBC_SHA256(CipherSuite.TLS_DHE_RSA_WITH_AES_128_CBC_SHA256),
  TLS_DHE_DSS_WITH_AES_128_CBC_SHA256(CipherSuite.TLS_DHE_DSS_WITH_AES_128_CBC_SHA256),
  TLS_RSA_WITH_AES_128_CBC_SHA256(CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA256),
  TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA(CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA),
  TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA),
  TLS_DHE_RSA_WITH_AES_128_CBC_SHA(CipherSuite.TLS_DHE_RSA_WITH_AES_128_CBC_SHA),
  TLS_DHE_RSA_WITH_AES_256_CBC_SHA(CipherSuite.TLS_DHE_RSA_WITH_AES_256_CBC_SHA),
  TLS_DHE_DSS_WITH_AES_128_CBC_SHA(CipherSuite.TLS_DHE_DSS_WITH_AES_128_CBC_SHA),
  TLS_RSA_WITH_AES_128_CBC_SHA(CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA),
  TLS_RSA_WITH_AES_256_CBC_SHA(CipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA),
  TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA(CipherSuite.TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA),
  TLS_DHE_RSA_WITH_3DES_EDE_CBC_SHA(CipherSuite.TLS_DHE_RSA_WITH_3DES_EDE_CBC_SHA),
  TLS_RSA_WITH_3DES_EDE_CBC_SHA(CipherSuite.TLS_RSA_WITH_3DES_EDE_CBC_SHA);

  private final int number;

  LegacyCipherSuites(int number) {
    this.number = number;
  }

  static int[] offered(Offer offer) {
    return Arrays.stream(values())
        .filter(suite -> offer == Offer.EVERY_VERSION || !suite.isOfTls13())
        .mapToInt(suite -> suite.number)
        .toArray();
  }

  /** RFC 8446 B.4. */
  private boolean isOfTls13() {
    return number >> 8 == 0x13;
  }

  static String nameOf(int number) {
    return Arrays.stream(values())
        .filter(suite -> suite.number == number)
        .map(Enum::name)
        .findFirst()
        .orElse("");
  }
}
