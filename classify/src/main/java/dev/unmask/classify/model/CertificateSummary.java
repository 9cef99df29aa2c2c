package dev.unmask.classify.model;

import dev.unmask.avro.Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The bounded facts that are kept of a leaf certificate; a pure function of its bytes. Strings come
 * from whoever made the certificate: they are cut here, and escaped where they are shown.
 *
 * @param subject RFC 4514, at most 256 characters
 * @param issuer RFC 4514, at most 256 characters
 * @param names common name, then dNSName entries, lower case; at most 50 of at most 253 characters,
 *     and no more than are stored in {@value #MOST_NAME_BYTES} bytes
 * @param spkiSha256 SHA-256 of the public key, lowercase hex, or empty
 * @param keyType RSA, EC, ...
 * @param keyBits 0 where not known
 */
public record CertificateSummary(
    String subject,
    String issuer,
    List<String> names,
    String spkiSha256,
    String keyType,
    int keyBits,
    Optional<Instant> notBefore,
    Optional<Instant> notAfter,
    boolean selfSigned) {

  /** The most names that are kept. */
  public static final int MOST_NAMES = 50;

  /** The most that all names take in the stored form, with two bytes for the length of each. */
  public static final int MOST_NAME_BYTES = 2_200;

  public CertificateSummary {
    subject = SummaryFormat.cut(subject, 256);
    issuer = SummaryFormat.cut(issuer, 256);
    names = SummaryFormat.bounded(names);
    spkiSha256 = SummaryFormat.cut(spkiSha256, 64);
    keyType = SummaryFormat.cut(keyType, 32);
  }

  /** The facts of a parsed certificate; of one that did not parse, all are empty. */
  public static CertificateSummary of(Certificate certificate) {
    return SummaryFormat.of(certificate);
  }

  /** At most 4 KiB, mostly some 300 bytes; the first byte is the format's version. */
  public byte[] encode() {
    return SummaryFormat.encode(this);
  }

  /**
   * Strict: exactly what {@link #encode()} makes.
   *
   * @throws IllegalArgumentException where the bytes are anything else
   */
  public static CertificateSummary decode(byte[] bytes) {
    return SummaryFormat.decode(bytes);
  }
}
