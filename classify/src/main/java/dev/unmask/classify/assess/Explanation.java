package dev.unmask.classify.assess;

import dev.unmask.avro.Basis;
import dev.unmask.avro.Evidence;
import dev.unmask.avro.Role;
import dev.unmask.avro.RuledOut;
import dev.unmask.avro.VerdictKind;
import dev.unmask.avro.VpnEvidence;
import dev.unmask.classify.evidence.Behaviour;
import dev.unmask.classify.evidence.Cluster;
import dev.unmask.classify.evidence.Figures;
import dev.unmask.classify.model.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Plain sentences for a case file, a paragraph each: what was seen, what follows, what speaks for
 * and against it, what was ruled out, what the hosts are, what was not tested, and which test would
 * help most.
 */
final class Explanation {

  private static final int MOST_EVIDENCE = 6;
  private static final long WORTH_SAYING = 500;

  private final Cluster cluster;
  private final Decision decision;
  private final SortedMap<Signature, HostAssessment> roles;

  Explanation(Cluster cluster, Decision decision, SortedMap<Signature, HostAssessment> roles) {
    this.cluster = cluster;
    this.decision = decision;
    this.roles = roles;
  }

  String text(
      String follows,
      List<Evidence> evidence,
      List<RuledOut> ruledOut,
      List<String> notTested,
      String next) {
    return Stream.of(
            seen(),
            follows,
            speaks("For this speak: ", evidence, 1),
            speaks("Against it: ", evidence, -1),
            excluded(ruledOut),
            hosts(),
            oddOnes(),
            notTested.isEmpty() ? "" : "Not tested: " + String.join(" ", notTested),
            next)
        .filter(paragraph -> !paragraph.isEmpty())
        .collect(Collectors.joining("\n\n"));
  }

  private String seen() {
    long total = cluster.all().hosts();
    return Figures.hosts(total)
        + " in "
        + Figures.counted(cluster.profile().networks().size(), "network", "networks")
        + " and "
        + Figures.counted(cluster.profile().countries().size(), "country", "countries")
        + (total == 1 ? " shows" : " show")
        + " the certificate with SHA-256 "
        + cluster.profile().fingerprint()
        + certificate()
        + ". "
        + probes();
  }

  private String certificate() {
    String names = cluster.owner().isPresent() ? ", which names " + cluster.ownerName() : "";
    return cluster
            .certificate()
            .map(
                facts ->
                    " (subject "
                        + Quoted.of(facts.subject())
                        + ", issuer "
                        + Quoted.of(facts.issuer())
                        + ")")
            .orElse("")
        + names;
  }

  private String probes() {
    long probed = cluster.all().hosts(Signature::probed);
    return Figures.number(probed)
        + " of them "
        + (probed == 1 ? "was" : "were")
        + " probed: "
        + Figures.number(cluster.all().hosts(Signature::completed))
        + " completed the TLS handshake, "
        + Figures.number(
            cluster.all().hosts(host -> host.probed() && host.reach().outcome().unreachable()))
        + " could not be connected to; "
        + Figures.number(cluster.all().hosts(host -> !host.probed()))
        + " are known from banners alone.";
  }

  private String speaks(String opening, List<Evidence> evidence, int sign) {
    VerdictKind kind = decision.likeliest();
    String sentences =
        evidence.stream()
            .filter(one -> sign * Weighing.millibits(one, kind) >= WORTH_SAYING)
            .limit(MOST_EVIDENCE)
            .map(
                one ->
                    one.getStatement()
                        + " ("
                        + one.getCode()
                        + ", "
                        + Figures.bits(Weighing.millibits(one, kind))
                        + " bits)")
            .collect(Collectors.joining(" "));
    boolean open = decision.kind() == VerdictKind.INCONCLUSIVE;
    return sentences.isEmpty()
        ? ""
        : (open ? opening.replace("this", kind.name()).replace("it", kind.name()) : opening)
            + sentences;
  }

  private static String excluded(List<RuledOut> ruledOut) {
    return ruledOut.isEmpty()
        ? ""
        : "Ruled out: "
            + ruledOut.stream()
                .map(one -> one.getKind().name() + ". " + one.getWhy())
                .collect(Collectors.joining(" "));
  }

  private String hosts() {
    List<String> parts = new ArrayList<>();
    for (Role role : Role.values()) {
      long hosts = count(one -> one.role() == role);
      if (hosts > 0) {
        parts.add(
            Figures.number(hosts)
                + " "
                + role.name()
                + " ("
                + Figures.number(count(one -> one.role() == role && one.basis() == Basis.MEASURED))
                + " measured, "
                + Figures.number(count(one -> one.role() == role && one.basis() == Basis.INFERRED))
                + " inferred from the cluster, "
                + Figures.number(count(one -> one.role() == role && one.basis() == Basis.PASSIVE))
                + " from banners alone)");
      }
    }
    return parts.isEmpty() ? "" : "The hosts by role: " + String.join(", ", parts) + "." + vpn();
  }

  private String vpn() {
    long proved = count(one -> one.vpn() == VpnEvidence.OPENVPN_PROVED);
    long open = count(one -> one.vpn() == VpnEvidence.PORT_OPEN);
    return proved + open == 0
        ? ""
        : " OpenVPN was proved on "
            + Figures.number(proved)
            + "; "
            + Figures.number(open)
            + " more have only the port open.";
  }

  /**
   * Single hosts that do not fit a cluster of relays: the verdict is on the cluster, an analyst
   * looks at these.
   */
  private String oddOnes() {
    if (decision.kind() != VerdictKind.VPN_CAMOUFLAGE && decision.kind() != VerdictKind.TLS_RELAY) {
      return "";
    }
    long odd =
        cluster
            .outside()
            .hosts(
                host ->
                    host.completed()
                        && Behaviour.gaveContent(host)
                        && !cluster.givesOwnerContent(host));
    return odd == 0
        ? ""
        : "Look first at "
            + Figures.hosts(odd)
            + " outside the owner's networks with content of "
            + (odd == 1 ? "its" : "their")
            + " own: a relay gives none, a holder of the key may.";
  }

  private long count(Predicate<HostAssessment> predicate) {
    return cluster
        .all()
        .hosts(
            host -> {
              HostAssessment one = roles.get(host);
              return one != null && predicate.test(one);
            });
  }
}
