package dev.unmask.classify;

import dev.unmask.avro.Basis;
import dev.unmask.avro.Evidence;
import dev.unmask.avro.InconclusiveReason;
import dev.unmask.avro.Role;
import dev.unmask.avro.Severity;
import dev.unmask.avro.VerdictKind;
import dev.unmask.avro.VpnEvidence;
import dev.unmask.classify.assess.Assessment;
import dev.unmask.classify.assess.HostAssessment;
import dev.unmask.classify.model.CertificateSummary;
import dev.unmask.classify.model.Profile;
import dev.unmask.classify.model.Signature;
import dev.unmask.classify.model.Speech.Liveness;
import dev.unmask.classify.topology.verdict.Judge;
import dev.unmask.schemas.uuid.NameBasedUuid;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A judge that is easy to foresee, so that tests of the topology do not depend on what evidence
 * weighs: relays from half of the hosts on, and hosts that hold are relays only in such a cluster.
 * Relays of one certificate's subject are a case, and those of which no certificate is known.
 */
public final class SimpleJudge implements Judge {

  private static final String UNKNOWN = "0d4b7a52-6f0e-5a3c-9d53-3c2d6f1e7b94";
  private static final UUID NAMESPACE = UUID.fromString(UNKNOWN);

  @Override
  public Assessment of(Profile profile, Optional<CertificateSummary> certificate) {
    long holding =
        profile.hosts().entrySet().stream()
            .filter(row -> holds(row.getKey()))
            .mapToLong(Map.Entry::getValue)
            .sum();
    boolean relays = holding > 0 && 2 * holding >= profile.total();
    SortedMap<Signature, HostAssessment> roles = new TreeMap<>();
    profile.hosts().keySet().forEach(signature -> roles.put(signature, host(signature, relays)));
    return new Assessment(
        relays ? VerdictKind.TLS_RELAY : VerdictKind.INCONCLUSIVE,
        relays ? Optional.empty() : Optional.of(InconclusiveReason.NOT_SAMPLED_YET),
        relays ? (double) Math.round(1000.0 * holding / profile.total()) / 1000 : 0,
        relays ? Severity.LOW : Severity.INFORMATIONAL,
        certificate.map(CertificateSummary::subject).map(SimpleJudge::caseOf).orElse(UNKNOWN),
        Optional.empty(),
        roles,
        List.of(
            new Evidence(
                "LIVENESS",
                holding + " hold",
                holding,
                profile.total(),
                1.0,
                Map.of("TLS_RELAY", 1.0))),
        List.of(),
        List.of(),
        certificate.map(CertificateSummary::subject).orElse("no certificate"),
        new TreeMap<>(Map.of(2, Math.max(0, 3 - holding))));
  }

  /** The case of relays with certificates of this subject. */
  static String caseOf(String subject) {
    return NameBasedUuid.of(NAMESPACE, subject).toString();
  }

  private static boolean holds(Signature signature) {
    return signature.speech().liveness() == Liveness.HELD;
  }

  private static HostAssessment host(Signature signature, boolean relays) {
    Role role =
        signature.reach().outcome().unreachable()
            ? Role.UNREACHABLE
            : relays && holds(signature) ? Role.HANDSHAKE_RELAY : Role.UNDETERMINED;
    Basis basis = signature.probed() ? Basis.MEASURED : Basis.PASSIVE;
    return new HostAssessment(role, basis, VpnEvidence.NOT_TESTED);
  }
}
