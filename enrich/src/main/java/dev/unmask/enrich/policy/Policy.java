package dev.unmask.enrich.policy;

import dev.unmask.avro.Hint;
import dev.unmask.avro.Outcome;
import dev.unmask.avro.PassiveReason;
import dev.unmask.enrich.policy.Decision.Passive;
import dev.unmask.enrich.policy.Decision.Probe;
import dev.unmask.enrich.probe.visit.Tier;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whether a host is probed. Passive first: it is only if the operator has given a contact and a
 * scope, the host is in that scope and its address is not blocked, and its certificate names a
 * watched owner, or is shared widely, or is one that the scope names. Pure but for the hints, which
 * change; safe from any thread.
 */
public final class Policy {
  private final boolean probing;
  private final Scope scope;
  private final AddressRules addresses;
  private final Function<String, Optional<Hint>> hints;
  private final int widely;

  /**
   * @param contactGiven whether the operator has said whom a probed host can turn to
   * @param hints what is known of a fingerprint's cluster
   * @param widely from how many hosts on a certificate is shared widely
   */
  public Policy(
      boolean contactGiven,
      Scope scope,
      AddressRules addresses,
      Function<String, Optional<Hint>> hints,
      int widely) {
    this.probing = contactGiven && !scope.opensNothing();
    this.scope = scope;
    this.addresses = addresses;
    this.hints = hints;
    this.widely = widely;
  }

  /** What to do about a banner. */
  public Decision decide(Subject subject) {
    if (subject.fingerprint().isEmpty()) {
      return new Passive(PassiveReason.NO_CERTIFICATE, "the banner shows no certificate");
    }
    if (!probing) {
      return new Passive(
          PassiveReason.PROBING_OFF, "probing is off: it needs --contact and --scope");
    }
    if (!subject.tcp() || subject.port() == 0) {
      return new Passive(PassiveReason.OTHER, "only TCP ports are probed");
    }
    return blocked(subject).or(() -> outOfScope(subject)).orElseGet(() -> interesting(subject));
  }

  /**
   * The last check, immediately before a connect.
   *
   * @return why it must not be made; empty if it may
   */
  public Optional<Outcome> gate(InetAddress address) {
    if (!probing) {
      return Optional.of(Outcome.POLICY_SKIPPED);
    }
    return addresses.forbid(address).map(why -> Outcome.BLOCKLISTED_TARGET);
  }

  private Optional<Decision> blocked(Subject subject) {
    return addresses.forbid(subject.ip()).map(why -> new Passive(PassiveReason.BLOCKLISTED, why));
  }

  private Optional<Decision> outOfScope(Subject subject) {
    return scope.entryFor(subject).isPresent()
        ? Optional.empty()
        : Optional.of(new Passive(PassiveReason.OUT_OF_SCOPE, "no entry of the scope matches"));
  }

  private Decision interesting(Subject subject) {
    return watchedOwner(subject)
        .or(() -> named(subject))
        .or(() -> hinted(subject))
        .<Decision>map(why -> new Probe(Tier.APPLICATION, why))
        .orElseGet(
            () ->
                new Passive(
                    PassiveReason.NOT_WATCHED,
                    "names no watched owner and is not known to be shared by "
                        + widely
                        + " hosts"));
  }

  private static Optional<String> watchedOwner(Subject subject) {
    return subject
        .owner()
        .filter(owner -> owner.watched())
        .map(owner -> "names the watched owner " + owner.id());
  }

  private Optional<String> named(Subject subject) {
    return scope.namesFingerprintOf(subject)
        ? Optional.of("the scope names its fingerprint")
        : Optional.empty();
  }

  private Optional<String> hinted(Subject subject) {
    return subject
        .fingerprint()
        .flatMap(hints)
        .filter(hint -> hint.getWatched() || hint.getHosts() >= widely)
        .map(
            hint ->
                hint.getWatched()
                    ? "its cluster is watched"
                    : "shared by " + hint.getHosts() + " hosts");
  }
}
