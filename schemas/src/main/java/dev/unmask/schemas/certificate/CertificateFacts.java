package dev.unmask.schemas.certificate;

import dev.unmask.avro.Certificate;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.bouncycastle.asn1.x500.X500Name;

/** Facts of one certificate: a pure function of its bytes, safe from any thread. */
public final class CertificateFacts {

  private CertificateFacts() {}

  /** SHA-256 of a certificate's DER, lowercase hex: its fingerprint. */
  public static String sha256(byte[] der) {
    return hex(der);
  }

  /**
   * The facts of a certificate that somebody showed. Never fails: what does not parse keeps its
   * bytes, its SHA-256 and the reason.
   */
  public static Certificate of(byte[] der) {
    try {
      return X509Reader.read(der);
    } catch (Exception | StackOverflowError | OutOfMemoryError malformed) {
      return unparsed(der, malformed);
    }
  }

  /** A name as the facts tell it (RFC 4514): at most 1,024 characters, safe to print. */
  public static String name(X500Name name) {
    return DistinguishedNameText.of(name);
  }

  static String hex(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  private static Certificate unparsed(byte[] der, Throwable malformed) {
    return Certificate.newBuilder()
        .setSha256(hex(der))
        .setDer(ByteBuffer.wrap(der))
        .setParseError(Text.cut(malformed.toString(), 256))
        .build();
  }
}
