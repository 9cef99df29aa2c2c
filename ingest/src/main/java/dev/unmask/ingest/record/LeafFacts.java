package dev.unmask.ingest.record;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.unmask.avro.Certificate;
import dev.unmask.schemas.certificate.CertificateFacts;

/**
 * Facts of leaves, remembered: what many hosts show is parsed once. They are a function of the
 * bytes alone, so that nobody can tell. Bounded by number and by size; safe from any thread.
 */
final class LeafFacts {

  private static final int MAX_LEAVES = 2_000;
  private static final int MAX_DER_BYTES = 8 << 10;

  private final Cache<String, Certificate> known =
      Caffeine.newBuilder().maximumSize(MAX_LEAVES).executor(Runnable::run).build();

  Certificate of(byte[] der) {
    return der.length > MAX_DER_BYTES
        ? CertificateFacts.of(der)
        : known.get(CertificateFacts.sha256(der), sha256 -> CertificateFacts.of(der));
  }
}
