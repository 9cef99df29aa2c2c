package dev.unmask.app.report;

import dev.unmask.app.view.Words;
import dev.unmask.avro.Evidence;
import dev.unmask.avro.HostCounts;
import dev.unmask.avro.HostVerdict;
import dev.unmask.avro.RuledOut;
import dev.unmask.avro.Verdict;
import dev.unmask.schemas.endpoint.Endpoints;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What the template shows, by the names that it uses: text, and lists of text. Nothing in it is
 * escaped yet.
 */
record CaseView(
    Heading heading,
    List<String> paragraphs,
    List<EvidenceRow> evidence,
    List<Bar> kinds,
    List<RoleRow> roles,
    List<Plot> plots,
    List<Revision> revisions,
    ChainView chain,
    List<HostRow> hosts,
    List<ReasonRow> ruledOut,
    List<String> notTested,
    List<String> commands) {

  /** One line of the evidence. */
  record EvidenceRow(String code, String statement, String support, Bar bar) {}

  /** Hosts of one role. */
  record RoleRow(Bar bar, String measured, String inferred, String passive) {}

  /** Bars with a title. */
  record Plot(String title, String total, List<Bar> bars) {}

  /** One verdict in the course of the case. */
  record Revision(
      String number, String time, String kind, String confidence, String percent, String hosts) {}

  /** One sample host. */
  record HostRow(
      String endpoint,
      String role,
      String basis,
      String vpn,
      String asn,
      String country,
      String observed) {}

  /** A kind, and why it is ruled out. */
  record ReasonRow(String kind, String why) {}

  static CaseView of(CaseFile file) {
    Verdict verdict = file.verdict();
    return new CaseView(
        Heading.of(verdict),
        verdict.getExplanation().lines().filter(line -> !line.isBlank()).toList(),
        evidence(verdict),
        kinds(verdict.getEvidence()),
        roles(verdict),
        plots(verdict.getHosts()),
        file.revisions().stream().map(CaseView::revision).toList(),
        ChainView.of(file),
        file.hosts().stream().map(CaseView::host).toList(),
        verdict.getRuledOut().stream().map(CaseView::reason).toList(),
        verdict.getNotTested(),
        Reproduction.commands(file));
  }

  private static List<EvidenceRow> evidence(Verdict verdict) {
    double largest =
        verdict.getEvidence().stream()
            .mapToDouble(one -> Math.abs(one.getWeight()))
            .max()
            .orElse(0);
    return verdict.getEvidence().stream()
        .map(
            one ->
                new EvidenceRow(
                    one.getCode(),
                    one.getStatement(),
                    Words.count(one.getSupport()) + " of " + Words.count(one.getTotal()),
                    Bar.bits(one.getCode(), one.getWeight(), Math.max(largest, 1))))
        .toList();
  }

  /** The sum of the weights for and against every kind that any evidence speaks of. */
  private static List<Bar> kinds(List<Evidence> evidence) {
    Map<String, Double> sums = new TreeMap<>();
    evidence.forEach(
        one -> one.getWeights().forEach((kind, bits) -> sums.merge(kind, bits, Double::sum)));
    double largest = sums.values().stream().mapToDouble(Math::abs).max().orElse(0);
    return sums.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .map(entry -> Bar.bits(entry.getKey(), entry.getValue(), Math.max(largest, 1)))
        .toList();
  }

  private static List<RoleRow> roles(Verdict verdict) {
    Map<String, Long> counts = new TreeMap<>();
    verdict.getSamples().forEach(sample -> counts.put(sample.getRole().name(), sample.getHosts()));
    return Bar.counts(counts).stream()
        .flatMap(
            bar ->
                verdict.getSamples().stream()
                    .filter(sample -> sample.getRole().name().equals(bar.label()))
                    .map(
                        sample ->
                            new RoleRow(
                                bar,
                                Words.count(sample.getMeasured()),
                                Words.count(sample.getInferred()),
                                Words.count(sample.getPassive()))))
        .toList();
  }

  private static List<Plot> plots(HostCounts hosts) {
    return List.of(
        plot("Networks", hosts.getNetworks(), hosts.getByNetwork()),
        plot("Countries", hosts.getCountries(), hosts.getByCountry()),
        plot("Ports", hosts.getByPort().size(), hosts.getByPort()),
        plot("How the TLS probe ended", hosts.getByOutcome().size(), hosts.getByOutcome()),
        plot("VPN evidence", hosts.getByVpn().size(), hosts.getByVpn()));
  }

  private static Plot plot(String title, long total, Map<String, Long> counts) {
    return new Plot(title, Words.count(total), Bar.counts(counts));
  }

  private static Revision revision(Verdict verdict) {
    return new Revision(
        Long.toString(verdict.getRevision()),
        Words.time(verdict.getEmittedAt()),
        Heading.kind(verdict),
        confidence(verdict.getConfidence()),
        Bar.percent(100 * verdict.getConfidence()),
        Words.count(verdict.getHosts().getTotal()));
  }

  private static HostRow host(HostVerdict host) {
    return new HostRow(
        Endpoints.key(host.getEndpoint()),
        host.getRole().name(),
        Words.plain(host.getBasis()),
        Words.plain(host.getVpn()),
        host.getAsn() == null ? "-" : "AS" + host.getAsn(),
        Objects.requireNonNullElse(host.getCountry(), "-"),
        Words.time(host.getObservedAt()));
  }

  private static ReasonRow reason(RuledOut ruledOut) {
    return new ReasonRow(ruledOut.getKind().name(), ruledOut.getWhy());
  }

  static String confidence(double confidence) {
    return String.format(Locale.ROOT, "%.3f", confidence);
  }
}
