package dev.unmask.enrich.policy;

import dev.unmask.avro.Outcome;
import dev.unmask.avro.PassiveReason;
import dev.unmask.enrich.policy.Decision.Passive;
import dev.unmask.enrich.policy.Decision.Probe;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Whether a host is probed, and how deeply. Passive first: it is only if the operator has given a
 * contact and a scope, the host is in that scope and its address is not blocked, it is of {@link
 * Interest}, and was not probed of late. Pure but for the parts that it asks; safe from any thread.
 */
public final class Policy {
  private final boolean probing;
  private final Scope scope;
  private final AddressRules addresses;
  private final Interest interest;
  private final Recency recency;
  private final Sampling sampling;

  /**
   * @param contactGiven whether the operator has said whom a probed host can turn to
   */
  public Policy(
      boolean contactGiven,
      Scope scope,
      AddressRules addresses,
      Interest interest,
      Recency recency,
      Sampling sampling) {
    this.probing = contactGiven && !scope.opensNothing();
    this.scope = scope;
    this.addresses = addresses;
    this.interest = interest;
    this.recency = recency;
    this.sampling = sampling;
  }

  /** What to do about a banner. Where that is a probe, its place in the sample is taken. */
  public Decision decide(Subject subject) {
    if (!probing || subject.fingerprint().isEmpty()) {
      return probingOff(subject);
    }
    return impossible(subject)
        .or(() -> blocked(subject))
        .or(() -> outOfScope(subject))
        .orElseGet(() -> interesting(subject));
  }

  /**
   * A second visit, deeper than the one that was made, of a host that differs from most of its
   * certificate. Tells the sampling what hosts are like, so it is asked once of each visit that
   * {@link #decide} led to.
   */
  public Optional<Probe> deeper(Subject subject, Probe made, Appearance seen) {
    return sampling.deeper(subject, made, seen);
  }

  /** What is decided about a banner where nothing is probed. */
  public static Passive probingOff(Subject subject) {
    return subject.fingerprint().isEmpty()
        ? new Passive(PassiveReason.NO_CERTIFICATE, "the banner shows no certificate")
        : new Passive(PassiveReason.PROBING_OFF, "probing is off: it needs --contact and --scope");
  }

  /**
   * The last check, immediately before a connect.
   *
   * @return why it must not be made; empty if it may
   */
  public Optional<Outcome> gate(InetAddress address) {
    if (!probing || addresses.closed().isPresent()) {
      return Optional.of(Outcome.POLICY_SKIPPED);
    }
    return addresses.forbid(address).map(why -> Outcome.BLOCKLISTED_TARGET);
  }

  private Optional<Decision> impossible(Subject subject) {
    if (!subject.tcp() || subject.port() == 0) {
      return passive(PassiveReason.OTHER, "only TCP ports are probed");
    }
    return addresses
        .closed()
        .flatMap(why -> passive(PassiveReason.PROBING_OFF, "the blocklist cannot be used: " + why));
  }

  private Optional<Decision> blocked(Subject subject) {
    return addresses.forbid(subject.ip()).flatMap(why -> passive(PassiveReason.BLOCKLISTED, why));
  }

  private Optional<Decision> outOfScope(Subject subject) {
    return scope.entryFor(subject).isPresent()
        ? Optional.empty()
        : passive(PassiveReason.OUT_OF_SCOPE, "no entry of the scope matches");
  }

  private Decision interesting(Subject subject) {
    return interest
        .in(subject)
        .map(
            why ->
                recency
                    .tooSoon(subject)
                    .flatMap(when -> passive(PassiveReason.RECENTLY_PROBED, when))
                    .orElseGet(() -> sampling.probe(subject, why)))
        .orElseGet(() -> new Passive(PassiveReason.NOT_WATCHED, interest.none()));
  }

  private static Optional<Decision> passive(PassiveReason reason, String why) {
    return Optional.of(new Passive(reason, why));
  }
}
