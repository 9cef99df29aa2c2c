package dev.unmask.classify.assess;

import dev.unmask.avro.Basis;
import dev.unmask.avro.Role;
import dev.unmask.avro.VpnEvidence;
import dev.unmask.classify.evidence.Cluster;
import dev.unmask.classify.evidence.Figures;
import dev.unmask.classify.model.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;

/** How many hosts have which role, and on what basis, in sentences. */
final class HostsByRole {

  private final List<Judged> judged;

  HostsByRole(Cluster cluster, SortedMap<Signature, HostAssessment> roles) {
    this.judged =
        cluster.all().rows().stream()
            .flatMap(
                row ->
                    Optional.ofNullable(roles.get(row.host())).stream()
                        .map(what -> new Judged(what, row.count())))
            .toList();
  }

  /** Empty where there is no host. */
  String sentences() {
    List<String> parts = new ArrayList<>();
    for (Role role : Role.values()) {
      long hosts = count(one -> one.role() == role);
      if (hosts > 0) {
        parts.add(Figures.number(hosts) + " " + role.name() + " (" + bases(role) + ")");
      }
    }
    return parts.isEmpty() ? "" : "The hosts by role: " + String.join(", ", parts) + "." + vpn();
  }

  private String bases(Role role) {
    List<String> parts = new ArrayList<>();
    for (Basis basis : Basis.values()) {
      long hosts = count(one -> one.role() == role && one.basis() == basis);
      if (hosts > 0) {
        parts.add(
            Figures.number(hosts)
                + switch (basis) {
                  case MEASURED -> " measured";
                  case INFERRED -> " inferred from the others";
                  case PASSIVE -> " from banners alone";
                });
      }
    }
    return String.join(", ", parts);
  }

  private String vpn() {
    long proved = count(one -> one.vpn() == VpnEvidence.OPENVPN_PROVED);
    long behindKey = count(one -> one.vpn() == VpnEvidence.OPENVPN_BEHIND_KEY);
    long open = count(one -> one.vpn() == VpnEvidence.PORT_OPEN);
    return proved + behindKey + open == 0
        ? ""
        : " OpenVPN was proved on "
            + Figures.number(proved)
            + (behindKey == 0 ? "" : ", and behind a hidden key on " + Figures.number(behindKey))
            + "; "
            + Figures.number(open)
            + " more have only the port open.";
  }

  private long count(Predicate<HostAssessment> predicate) {
    return judged.stream()
        .filter(hosts -> predicate.test(hosts.what()))
        .mapToLong(Judged::count)
        .sum();
  }

  /** So many hosts are this. */
  private record Judged(HostAssessment what, long count) {}
}
