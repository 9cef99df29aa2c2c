package dev.unmask.enrich.probe.sni;

import dev.unmask.avro.AskedName;
import dev.unmask.schemas.certificate.CertificateFacts;
import dev.unmask.schemas.owner.Owner;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The names that a host is asked for, besides its own. They depend on the certificate alone: hosts
 * that show the same one, twins among them, are asked byte for byte the same.
 */
record AskedNames(Optional<byte[]> leaf, Optional<String> serverName, Optional<Owner> owner) {

  /**
   * Well-known names with public certificates, of organisations that have nothing to do with each
   * other, each served from networks of its own and by no CDN: the Debian project's mirrors, CERN
   * (AS513), and as a substitute Wikimedia (AS14907), which some countries block. An open SNI proxy
   * forwards to both; a CDN may serve one of them, hardly two.
   */
  private static final List<WellKnown> WELL_KNOWN =
      List.of(
          new WellKnown("www.debian.org", "debian.org"),
          new WellKnown("home.cern", "home.cern"),
          new WellKnown("www.wikipedia.org", "wikipedia.org"));

  private static final int UNRELATED = 2;

  private static final int LABEL = 16;

  private record WellKnown(String name, String domain) {
    boolean covers(String other) {
      return other.equals(domain) || other.endsWith("." + domain);
    }
  }

  /** In the order of asking. */
  List<Asked> all() {
    return Stream.concat(
            Stream.of(
                new Asked(AskedName.NONE, Optional.empty()),
                new Asked(AskedName.RANDOM, Optional.of(random()))),
            WELL_KNOWN.stream()
                .filter(known -> !isRelated(known))
                .limit(UNRELATED)
                .map(known -> new Asked(AskedName.UNRELATED, Optional.of(known.name()))))
        .toList();
  }

  /**
   * A name that nobody has: letters that are a hash of the certificate, under a top-level domain
   * that exists. A filter of names cannot tell it from a real one without asking the DNS.
   */
  private String random() {
    String cluster = leaf.map(CertificateFacts::sha256).or(() -> serverName).orElse("");
    byte[] hash = sha256("a name that nobody has, for " + cluster);
    StringBuilder label = new StringBuilder(LABEL);
    for (int i = 0; i < LABEL; i++) {
      label.append((char) ('a' + (hash[i] & 0xff) % 26));
    }
    return label + ".com";
  }

  /** Whether the name is the certificate's, or its owner's. */
  private boolean isRelated(WellKnown known) {
    return leaf.filter(der -> mentions(der, known.domain())).isPresent()
        || serverName.filter(known::covers).isPresent()
        || owner.filter(one -> one.names(known.name())).isPresent();
  }

  /** DNS names are IA5Strings (RFC 5280 4.2.1.6): they show without parsing. */
  private static boolean mentions(byte[] der, String domain) {
    return new String(der, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT).contains(domain);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
