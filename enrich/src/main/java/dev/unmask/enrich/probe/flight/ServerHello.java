package dev.unmask.enrich.probe.flight;

import java.util.List;
import java.util.OptionalInt;

/**
 * A ServerHello as it came, not hashed (RFC 8446 4.1.3, RFC 5246 7.4.1.3).
 *
 * @param legacyVersion 0x0303 for TLS 1.2 and 1.3
 * @param version the one chosen: of supported_versions where that is there, else the legacy one
 * @param sessionIdLength 0 to 32 bytes
 * @param extensions their types, in the order sent
 * @param group NamedGroup of key_share (RFC 8446 4.2.8)
 * @param retried whether a HelloRetryRequest came first (RFC 8446 4.1.4)
 */
public record ServerHello(
    int legacyVersion,
    int version,
    int sessionIdLength,
    int cipherSuite,
    int compressionMethod,
    List<Integer> extensions,
    OptionalInt group,
    boolean retried) {

  /** ProtocolVersion of TLS 1.3 (RFC 8446 4.2.1). */
  private static final int TLS_1_3 = 0x0304;

  public ServerHello {
    extensions = List.copyOf(extensions);
  }

  public boolean choosesTls13() {
    return version == TLS_1_3;
  }

  /** The same as an observation records it. */
  public dev.unmask.avro.ServerHello toRecord() {
    return dev.unmask.avro.ServerHello.newBuilder()
        .setLegacyVersion(legacyVersion)
        .setVersion(version)
        .setSessionIdLength(sessionIdLength)
        .setCipherSuite(cipherSuite)
        .setCompressionMethod(compressionMethod)
        .setExtensions(extensions)
        .setGroup(group.isPresent() ? group.getAsInt() : null)
        .setRetried(retried)
        .build();
  }
}
