package dev.unmask.classify.assess;

import dev.unmask.avro.Evidence;
import dev.unmask.avro.Role;
import dev.unmask.avro.RuledOut;
import dev.unmask.avro.VerdictKind;
import dev.unmask.classify.evidence.Behaviour;
import dev.unmask.classify.evidence.Cluster;
import dev.unmask.classify.evidence.Figures;
import dev.unmask.classify.evidence.Rows;
import dev.unmask.classify.model.Manners;
import dev.unmask.classify.model.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
            speaks("What speaks for ", evidence, 1),
            speaks("What speaks against ", evidence, -1),
            excluded(evidence, ruledOut),
            new HostsByRole(cluster, roles).sentences(),
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
    if (probed == 0) {
      return "None of them was probed: all is from banners.";
    }
    long unreachable =
        cluster.all().hosts(host -> host.probed() && host.reach().outcome().unreachable());
    long passive = cluster.all().hosts() - probed;
    return Figures.number(probed)
        + (probed == 1 ? " was probed: " : " were probed: ")
        + Figures.number(cluster.all().hosts(Signature::completed))
        + " completed the TLS handshake, "
        + Figures.number(unreachable)
        + " could not be connected to."
        + (passive == 0 ? "" : " From banners alone: " + Figures.number(passive) + ".")
        + measured();
  }

  private String measured() {
    Rows all = cluster.all();
    return " What they do after the handshake was measured on "
        + Figures.number(all.hosts(host -> Behaviour.livenessTested(host) || Behaviour.asked(host)))
        + ", the manners of the path on "
        + Figures.number(all.hosts(host -> !host.manners().equals(Manners.untested())))
        + ".";
  }

  private String speaks(String opening, List<Evidence> evidence, int sign) {
    VerdictKind kind = decision.likeliest();
    String sentences =
        evidence.stream()
            .filter(one -> sign * Weighing.millibits(one, kind) >= WORTH_SAYING)
            .limit(MOST_EVIDENCE)
            .map(one -> one.getStatement() + " " + weight(one, kind))
            .collect(Collectors.joining(" "));
    String what =
        decision.kind() == VerdictKind.INCONCLUSIVE ? kind.name() + ", the likeliest," : "this";
    return sentences.isEmpty() ? "" : opening + what + ": " + sentences;
  }

  private static String weight(Evidence one, VerdictKind kind) {
    return "(" + one.getCode() + ", " + Figures.bits(Weighing.millibits(one, kind)) + " bits)";
  }

  /** By the evidence that is most against each, so that a sentence stands there once. */
  private String excluded(List<Evidence> evidence, List<RuledOut> ruledOut) {
    SortedMap<String, List<String>> byEvidence = new TreeMap<>();
    for (RuledOut one : ruledOut) {
      String why =
          Exclusion.against(one.getKind(), evidence)
              .map(most -> "by " + most.getCode() + ": " + most.getStatement())
              .orElse("by what speaks for " + decision.likeliest().name() + ".");
      byEvidence.computeIfAbsent(why, none -> new ArrayList<>()).add(one.getKind().name());
    }
    return byEvidence.isEmpty()
        ? ""
        : "What was ruled out: "
            + byEvidence.entrySet().stream()
                .map(one -> String.join(", ", one.getValue()) + " " + one.getKey())
                .collect(Collectors.joining(" "));
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
    long holders = count(Role.KEY_HOLDER);
    return odd == 0
        ? ""
        : "Look first at "
            + Figures.hosts(odd)
            + " outside the owner's networks with content of "
            + (odd == 1 ? "its" : "their")
            + " own: a relay gives none, a holder of the key may."
            + (holders == 0
                ? ""
                : " The ServerHello of "
                    + Figures.number(holders)
                    + " of them is unlike that of every host of the owner's, too: likely a holder"
                    + " of the key.");
  }

  private long count(Role role) {
    return cluster
        .all()
        .hosts(
            host ->
                Optional.ofNullable(roles.get(host)).filter(one -> one.role() == role).isPresent());
  }
}
