package dev.unmask.classify.topology.message;

import dev.unmask.avro.Basis;
import dev.unmask.avro.InconclusiveReason;
import dev.unmask.avro.Role;
import dev.unmask.avro.VerdictKind;
import dev.unmask.avro.VpnEvidence;
import dev.unmask.classify.assess.HostAssessment;
import dev.unmask.classify.topology.format.FieldReader;
import dev.unmask.classify.topology.format.FieldWriter;
import java.util.List;
import java.util.Optional;

/**
 * The words of the contract as single bytes: their places in these lists, which belong to the
 * stored formats. New words are added at the end, wherever the schema has them.
 */
public final class Codes {

  static final List<VerdictKind> KINDS =
      List.of(
          VerdictKind.VPN_CAMOUFLAGE,
          VerdictKind.TLS_RELAY,
          VerdictKind.KEY_COMPROMISE,
          VerdictKind.IMPERSONATION,
          VerdictKind.DEFAULT_CERTIFICATE,
          VerdictKind.PROXY_SCRIPT,
          VerdictKind.SHARED_SERVICE,
          VerdictKind.GENUINE,
          VerdictKind.INCONCLUSIVE);

  static final List<InconclusiveReason> REASONS =
      List.of(
          InconclusiveReason.NOT_ALLOWED_TO_PROBE,
          InconclusiveReason.UNREACHABLE,
          InconclusiveReason.TOO_FEW_HOSTS,
          InconclusiveReason.EVIDENCE_IN_CONFLICT,
          InconclusiveReason.NOT_SAMPLED_YET,
          InconclusiveReason.EVIDENCE_DOES_NOT_DECIDE);

  static final List<Role> ROLES =
      List.of(
          Role.GENUINE,
          Role.HANDSHAKE_RELAY,
          Role.FULL_RELAY,
          Role.PORT_SHARE,
          Role.SNI_PROXY,
          Role.KEY_HOLDER,
          Role.IMPERSONATOR,
          Role.DEFAULT_KEY,
          Role.CHANGED,
          Role.UNREACHABLE,
          Role.UNDETERMINED);

  static final List<Basis> BASES = List.of(Basis.MEASURED, Basis.INFERRED, Basis.PASSIVE);

  static final List<VpnEvidence> VPN =
      List.of(
          VpnEvidence.NONE,
          VpnEvidence.PORT_OPEN,
          VpnEvidence.OPENVPN_BEHIND_KEY,
          VpnEvidence.OPENVPN_PROVED,
          VpnEvidence.NOT_TESTED);

  private Codes() {}

  public static int code(VerdictKind kind) {
    return KINDS.indexOf(kind);
  }

  public static VerdictKind kind(int code) {
    return KINDS.get(code);
  }

  /** 0 for none. */
  public static int code(Optional<InconclusiveReason> reason) {
    return reason.map(r -> REASONS.indexOf(r) + 1).orElse(0);
  }

  public static Optional<InconclusiveReason> reason(int code) {
    return code == 0 ? Optional.empty() : Optional.of(REASONS.get(code - 1));
  }

  public static int code(Role role) {
    return ROLES.indexOf(role);
  }

  public static Role role(int code) {
    return ROLES.get(code);
  }

  public static void write(FieldWriter writer, HostAssessment host) {
    writer.octet(ROLES.indexOf(host.role()));
    writer.octet(BASES.indexOf(host.basis()));
    writer.octet(VPN.indexOf(host.vpn()));
  }

  public static HostAssessment readHost(FieldReader reader) {
    return new HostAssessment(
        ROLES.get(reader.octet()), BASES.get(reader.octet()), VPN.get(reader.octet()));
  }
}
