package dev.unmask.enrich.probe.resumption;

import dev.unmask.enrich.probe.tls.Handshake;
import dev.unmask.enrich.probe.visit.Visit;
import dev.unmask.schemas.certificate.CertificateFacts;

/**
 * The host that is visited, as one of those that show a certificate.
 *
 * @param fingerprint SHA-256 of the leaf that it showed first, lowercase hex
 */
record VisitedHost(Visit visit, String fingerprint) {

  /**
   * @param first the visit's first handshake, with certificates
   */
  static VisitedHost of(Visit visit, Handshake first) {
    return new VisitedHost(visit, CertificateFacts.sha256(first.chain().get(0)));
  }

  /** Whether it shows another certificate now: then this is about another server. */
  boolean showsAnother(Handshake handshake) {
    return !handshake.chain().isEmpty()
        && !CertificateFacts.sha256(handshake.chain().get(0)).equals(fingerprint);
  }

  /** Where sessions are that may be offered to it. */
  Shelf shelf(String protocol) {
    return new Shelf(fingerprint, visit.target().serverName(), protocol);
  }

  String address() {
    return visit.target().endpoint().getIp();
  }
}
