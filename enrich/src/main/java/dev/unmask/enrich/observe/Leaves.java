package dev.unmask.enrich.observe;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.unmask.avro.CertificateClaims;
import dev.unmask.schemas.certificate.CertificateFacts;
import dev.unmask.schemas.owner.OwnerCatalogue;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Leaves by fingerprint, each parsed once: thousands of hosts show the same. Safe from any thread.
 */
public final class Leaves {
  private static final int KEPT = 20_000;

  /** CN of a subject as RFC 4514 writes it, for a banner that has no DER. */
  private static final Pattern COMMON_NAME =
      Pattern.compile("(?:^|[,+])\\s*CN=([^,+\\\\]+)", Pattern.CASE_INSENSITIVE);

  private final OwnerCatalogue owners;
  private final Cache<String, Leaf> known = Caffeine.newBuilder().maximumSize(KEPT).build();

  public Leaves(OwnerCatalogue owners) {
    this.owners = owners;
  }

  /** The leaf of a chain: its DER says who it names. */
  Leaf of(String fingerprint, byte[] der) {
    return known.get(fingerprint, unknown -> Leaf.of(CertificateFacts.of(der), owners));
  }

  /** The leaf as far as the feed's words go. */
  Leaf claimed(CertificateClaims claims) {
    var commonName = COMMON_NAME.matcher(claims.getSubject());
    var names =
        Optional.of(commonName).filter(found -> found.find()).map(found -> found.group(1).strip());
    return Leaf.of(names.stream().toList(), owners);
  }

  Leaf none() {
    return Leaf.of(List.of(), owners);
  }
}
