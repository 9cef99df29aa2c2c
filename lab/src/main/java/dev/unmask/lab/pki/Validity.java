package dev.unmask.lab.pki;

import java.time.Instant;

/** From when until when a certificate is valid. */
record Validity(Instant notBefore, Instant notAfter) {
  Validity {
    if (!notBefore.isBefore(notAfter)) {
      throw new IllegalArgumentException("never valid: from " + notBefore + " until " + notAfter);
    }
  }
}
