package dev.unmask.app.report;

import dev.unmask.app.view.Words;
import dev.unmask.avro.Certificate;
import dev.unmask.avro.ChainJudgement;
import dev.unmask.avro.Observation;
import dev.unmask.avro.TlsProbe;
import dev.unmask.schemas.endpoint.Endpoints;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The chain that a sample host showed, with the validity of each certificate on one time axis.
 *
 * @param endpoint whose chain it is, or {@code -}
 * @param judgement what PKIX said of it
 * @param links the certificates, leaf first
 * @param from the axis' beginning, and {@code to} its end
 * @param probed where on the axis the probe was, in percent
 */
record ChainView(
    String endpoint,
    String judgement,
    List<Link> links,
    String from,
    String to,
    String probed,
    String probedAt) {

  /** One certificate; its bar is its validity. */
  record Link(String subject, String issuer, String sha256, String key, String validity, Bar bar) {}

  static ChainView of(CaseFile file) {
    Instant probed =
        file.observation()
            .map(Observation::getObservedAt)
            .or(() -> Optional.ofNullable(file.verdict().getLastSeen()))
            .orElse(Instant.EPOCH);
    Optional<ValidityAxis> axis = ValidityAxis.of(file.chain(), probed);
    return new ChainView(
        file.witness().map(host -> Endpoints.key(host.getEndpoint())).orElse("-"),
        file.observation().flatMap(ChainView::judgement).map(ChainView::words).orElse("-"),
        file.chain().stream().map(one -> link(one, axis)).toList(),
        axis.map(known -> day(known.from())).orElse("-"),
        axis.map(known -> day(known.to())).orElse("-"),
        Bar.percent(axis.map(known -> known.place(probed)).orElse(0.0)),
        Words.time(probed));
  }

  private static Optional<ChainJudgement> judgement(Observation observation) {
    return Optional.ofNullable(observation.getTls())
        .map(TlsProbe::getJudgement)
        .or(() -> Optional.ofNullable(observation.getBannerJudgement()));
  }

  private static String words(ChainJudgement judgement) {
    List<String> anchors = judgement.getAnchors().stream().map(Words::plain).toList();
    return "path "
        + Words.plain(judgement.getPath())
        + "; anchor "
        + (anchors.isEmpty() ? "none" : String.join(", ", anchors))
        + "; dates "
        + Words.plain(judgement.getValidity())
        + (judgement.getOnceValid() ? ", all valid at one time" : "")
        + "; name "
        + Words.plain(judgement.getName())
        + "; by "
        + judgement.getTrustStores();
  }

  private static Link link(Certificate certificate, Optional<ValidityAxis> axis) {
    return new Link(
        Words.orDash(certificate.getSubject()),
        Words.orDash(certificate.getIssuer()),
        certificate.getSha256(),
        certificate.getKeyType() + " " + certificate.getKeyBits(),
        Words.time(certificate.getNotBefore()) + " to " + Words.time(certificate.getNotAfter()),
        bar(certificate, axis));
  }

  private static Bar bar(Certificate certificate, Optional<ValidityAxis> axis) {
    Instant from = certificate.getNotBefore();
    Instant to = certificate.getNotAfter();
    if (axis.isEmpty() || from == null || to == null) {
      return new Bar("", "", Bar.percent(0), Bar.percent(0), "for");
    }
    double start = axis.get().place(from);
    return new Bar("", "", Bar.percent(start), Bar.percent(axis.get().place(to) - start), "for");
  }

  private static String day(Instant instant) {
    return instant.toString().substring(0, 10);
  }
}
