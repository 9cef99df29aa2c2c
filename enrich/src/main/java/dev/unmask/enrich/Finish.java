package dev.unmask.enrich;

import dev.unmask.avro.Outcome;
import dev.unmask.avro.PassiveReason;

/** How a banner was finished. */
sealed interface Finish {
  /** Its host was probed; {@code outcome} is that of the TLS probe. */
  record Probed(Outcome outcome, int connections) implements Finish {}

  /** Its host was left alone. */
  record Passive(PassiveReason reason) implements Finish {}

  /** It was sent on to another partition. */
  record Forwarded() implements Finish {}

  /** It could not be used. */
  record Dead() implements Finish {}
}
