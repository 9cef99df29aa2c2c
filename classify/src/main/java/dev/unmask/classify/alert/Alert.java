package dev.unmask.classify.alert;

import dev.unmask.avro.Disposition;
import dev.unmask.avro.Severity;
import java.time.Instant;
import java.util.Optional;

/**
 * One event of an alert, to be written in some format. Bounded, as its parts are.
 *
 * @param caseId UUIDv5 of what it is about: the same for all its events, and after any rebuild
 * @param eventId UUIDv5 of this event: of its case, its place in the case, and what it says
 * @param sequence place in the case: 1, 2, 3 ..., going on where a case was forgotten
 * @param at when it is made
 * @param opened when the case was raised last
 * @param rule what it is an alert of: a kind of verdict, or {@link #WITHHELD}
 * @param title a line
 * @param reason why there is this event
 * @param severity how bad it is if true; of a CLOSE, how bad it was
 * @param ruling what somebody has decided about the case
 */
public record Alert(
    String caseId,
    String eventId,
    AlertAction action,
    long sequence,
    Instant at,
    Instant opened,
    Status status,
    String rule,
    String title,
    String reason,
    Severity severity,
    Matter matter,
    Standing standing,
    Optional<Disposition> ruling) {

  /** The rule of the summary that tells what the budget did not allow. */
  public static final String WITHHELD = "ALERTS_WITHHELD";

  /** Where somebody who works on alerts would put it. */
  public enum Status {
    NEW,
    /** It is acknowledged. */
    IN_PROGRESS,
    /** It is closed because somebody decided so. */
    SUPPRESSED,
    /** It is closed because it is over. */
    RESOLVED
  }
}
