package dev.unmask.classify.assess;

import dev.unmask.avro.VerdictKind;
import dev.unmask.classify.evidence.Cluster;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an alert would be about, above the fingerprint: kind and owner, or, without a catalogued
 * owner, kind and the certificate's shape; so it survives renewals, and families with a fresh key
 * per host.
 */
final class CaseId {

  /**
   * Chosen once, at random. It may never change: ids of cases are stored by those who receive
   * alerts.
   */
  static final UUID NAMESPACE = UUID.fromString("5e0f7c1a-9d0b-4b8e-8a53-3c2d6f1e7b94");

  private CaseId() {}

  static UUID of(VerdictKind kind, Cluster cluster) {
    return version5(NAMESPACE, join(Stream.concat(Stream.of(kind.name()), subject(cluster))));
  }

  private static Stream<String> subject(Cluster cluster) {
    if (cluster.owner().isPresent()) {
      return Stream.of("owner", cluster.owner().get().id());
    }
    return cluster
        .certificate()
        .map(
            facts ->
                Stream.of(
                    "shape",
                    facts.subject(),
                    facts.issuer(),
                    facts.keyType(),
                    String.valueOf(facts.selfSigned())))
        .orElseGet(() -> Stream.of("fingerprint", cluster.profile().fingerprint()));
  }

  /** Each part with its length before it, so that no two lists of parts join to one text. */
  private static String join(Stream<String> parts) {
    return parts.map(part -> part.length() + ":" + part).collect(Collectors.joining(","));
  }

  /**
   * A name-based UUID (RFC 9562 5.5): SHA-1 over namespace and name, cut to 16 bytes, with version
   * and variant set.
   */
  static UUID version5(UUID namespace, String name) {
    ByteBuffer in = ByteBuffer.allocate(16);
    in.putLong(namespace.getMostSignificantBits()).putLong(namespace.getLeastSignificantBits());
    MessageDigest sha1 = sha1();
    sha1.update(in.array());
    ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
    long high = (hash.getLong() & ~0xF000L) | 0x5000L;
    long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-1", impossible);
    }
  }
}
