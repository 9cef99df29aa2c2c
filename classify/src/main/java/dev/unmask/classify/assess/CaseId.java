package dev.unmask.classify.assess;

import dev.unmask.avro.VerdictKind;
import dev.unmask.classify.evidence.Cluster;
import dev.unmask.schemas.uuid.NameBasedUuid;
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
    return NameBasedUuid.of(
        NAMESPACE, join(Stream.concat(Stream.of(kind.name()), subject(cluster))));
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
}
