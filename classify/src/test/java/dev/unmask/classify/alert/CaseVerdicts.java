package dev.unmask.classify.alert;

import dev.unmask.avro.HostCounts;
import dev.unmask.avro.Role;
import dev.unmask.avro.RoleSample;
import dev.unmask.avro.Severity;
import dev.unmask.avro.Verdict;
import dev.unmask.avro.VerdictKind;
import dev.unmask.schemas.uuid.NameBasedUuid;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Verdicts for cases, with telling defaults. */
public final class CaseVerdicts {

  private static final UUID NAMESPACE = new UUID(1, 2);

  private CaseVerdicts() {}

  /** A SHA-256, the same for the same number. */
  public static String fingerprint(long number) {
    return String.format("%064x", number);
  }

  public static String caseId(VerdictKind kind, String owner) {
    return NameBasedUuid.of(NAMESPACE, kind + owner).toString();
  }

  public static Severity severity(VerdictKind kind) {
    return switch (kind) {
      case KEY_COMPROMISE -> Severity.CRITICAL;
      case IMPERSONATION -> Severity.HIGH;
      case VPN_CAMOUFLAGE, TLS_RELAY -> Severity.MEDIUM;
      case DEFAULT_CERTIFICATE, PROXY_SCRIPT -> Severity.LOW;
      case SHARED_SERVICE, GENUINE, INCONCLUSIVE -> Severity.INFORMATIONAL;
    };
  }

  /** A verdict on a certificate of an owner, with so many hosts, of which half are in AS64500. */
  public static Verdict verdict(long number, VerdictKind kind, String owner, long hosts) {
    return Verdict.newBuilder()
        .setFingerprint(fingerprint(number))
        .setKind(kind)
        .setOwner(owner)
        .setCaseId(caseId(kind, owner))
        .setSeverity(severity(kind))
        .setConfidence(0.998)
        .setSubject("CN=www." + owner + ".example")
        .setIssuer("CN=ca")
        .setHosts(
            HostCounts.newBuilder()
                .setTotal(hosts)
                .setNetworks(2)
                .setCountries(1)
                .setByNetwork(Map.of("AS64500", hosts / 2, "AS64501", hosts - hosts / 2))
                .build())
        .setFirstSeen(Instant.parse("2026-11-23T00:00:00Z"))
        .setLastSeen(Instant.parse("2026-11-24T00:00:00Z"))
        .setSamples(
            List.of(
                new RoleSample(Role.GENUINE, 1L, 1L, 0L, 0L, List.of("198.51.100.1:443/tcp")),
                new RoleSample(
                    Role.HANDSHAKE_RELAY,
                    hosts,
                    hosts,
                    0L,
                    0L,
                    List.of("192.0.2.7:443/tcp", "[2001:db8::7]:443/tcp"))))
        .setExplanation("These hosts forward the handshake.")
        .setRulesetVersion("rules-1")
        .build();
  }
}
