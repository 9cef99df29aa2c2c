package dev.unmask.enrich.policy;

import dev.unmask.avro.PassiveReason;
import dev.unmask.enrich.probe.visit.Tier;

/**
 * What is done about one banner. {@code why} is for people, and becomes part of the observation.
 */
public sealed interface Decision {
  String why();

  /** The host is probed. */
  record Probe(Tier tier, String why) implements Decision {}

  /** The host is left alone; what the banner says is all there is. */
  record Passive(PassiveReason reason, String why) implements Decision {}
}
