package dev.unmask.ingest.record;

import dev.unmask.avro.Certificate;
import dev.unmask.avro.CertificateClaims;
import dev.unmask.ingest.record.Draft.TlsFields;
import dev.unmask.schemas.certificate.CertificateFacts;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a record claims of the certificate: facts of the DER where it holds a chain, else what the
 * scanner parsed.
 *
 * <p>The leaf is the certificate of the chain that the record names by fingerprint, else the first;
 * the order of the others means nothing, and stays.
 */
final class TlsClaims {

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private static final int MAX_NAME = 1_000;

  private final LeafFacts leaves;

  TlsClaims(LeafFacts leaves) {
    this.leaves = leaves;
  }

  /** Empty if the record does not say which certificate it is. */
  Optional<CertificateClaims> of(TlsFields tls) {
    Optional<String> claimed = fingerprint(tls);
    List<Optional<byte[]>> chain = tls.chain.stream().map(Pem::der).toList();
    Optional<byte[]> leaf = leaf(chain, claimed);
    return leaf.isPresent()
        ? Optional.of(shown(tls, claimed, leaf.get(), chain))
        : claimed.map(fingerprint -> onlyClaimed(tls, fingerprint));
  }

  private static Optional<byte[]> leaf(List<Optional<byte[]>> chain, Optional<String> claimed) {
    Optional<byte[]> named =
        chain.stream()
            .flatMap(Optional::stream)
            .filter(
                der -> claimed.isPresent() && CertificateFacts.sha256(der).equals(claimed.get()))
            .findFirst();
    return named.or(() -> chain.isEmpty() ? Optional.empty() : chain.get(0));
  }

  private CertificateClaims shown(
      TlsFields tls, Optional<String> claimed, byte[] leaf, List<Optional<byte[]>> chain) {
    Certificate facts = leaves.of(leaf);
    boolean parsed = facts.getParseError() == null;
    List<ByteBuffer> leafFirst = new ArrayList<>(List.of(ByteBuffer.wrap(leaf)));
    chain.stream()
        .flatMap(Optional::stream)
        .filter(der -> der != leaf)
        .map(ByteBuffer::wrap)
        .forEach(leafFirst::add);
    return new CertificateClaims(
        facts.getSha256(),
        leafFirst,
        parsed ? facts.getSubject() : name(tls.subjectText, tls.subject),
        parsed ? facts.getIssuer() : name(tls.issuerText, tls.issuer),
        Differences.between(tls, claimed, facts));
  }

  private static CertificateClaims onlyClaimed(TlsFields tls, String fingerprint) {
    List<String> differences =
        tls.chain.isEmpty()
            ? List.of()
            : List.of("The leaf in the record's chain cannot be decoded.");
    return new CertificateClaims(
        fingerprint,
        List.of(),
        name(tls.subjectText, tls.subject),
        name(tls.issuerText, tls.issuer),
        differences);
  }

  private static String name(@Nullable String written, ClaimedName parsed) {
    return written == null ? parsed.text() : Words.cut(written, MAX_NAME);
  }

  /** Lowercase hex, from whichever form the record has it in. */
  private static Optional<String> fingerprint(TlsFields tls) {
    return Stream.concat(Stream.ofNullable(tls.fingerprint), tls.chainHashes.stream().limit(1))
        .map(text -> text.replace(":", "").strip().toLowerCase(Locale.ROOT))
        .filter(text -> SHA256.matcher(text).matches())
        .findFirst();
  }
}
