package dev.unmask.classify.topology.alert;

import dev.unmask.avro.Disposition;
import dev.unmask.classify.alert.CaseRow;
import dev.unmask.classify.alert.Filing;
import dev.unmask.classify.alert.Matter;
import java.time.Instant;
import java.util.Optional;

/** What the step cases is told; the key is the case's id, of a decision its own key. */
sealed interface ToCase {

  /** A verdict that was issued then belongs to the case. */
  record Filed(Filing filing, Matter matter, Instant issued) implements ToCase {}

  /** The verdict on this fingerprint does not belong to it any more. */
  record Withdrawn(String fingerprint) implements ToCase {}

  /** Somebody has decided; empty: taken back. */
  record Decided(Optional<Disposition> disposition) implements ToCase {}

  /** The live epoch has told of it, and then it is this. */
  record Told(CaseRow row) implements ToCase {}
}
