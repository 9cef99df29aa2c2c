package dev.unmask.enrich.policy;

import dev.unmask.avro.Hint;
import java.util.Optional;
import java.util.function.Function;

/**
 * Why a host would be worth a probe: its certificate names a watched owner, or is shared widely, or
 * is one that the scope names. Pure but for the hints, which change; safe from any thread.
 */
public final class Interest {
  private final Scope scope;
  private final Function<String, Optional<Hint>> hints;
  private final int widely;

  /**
   * @param hints what is known of a fingerprint's cluster
   * @param widely from how many hosts on a certificate is shared widely
   */
  public Interest(Scope scope, Function<String, Optional<Hint>> hints, int widely) {
    this.scope = scope;
    this.hints = hints;
    this.widely = widely;
  }

  /** In words; empty if it is worth none. */
  Optional<String> in(Subject subject) {
    return watchedOwner(subject).or(() -> named(subject)).or(() -> hinted(subject));
  }

  /** What a host is that is worth none. */
  String none() {
    return "names no watched owner and is not known to be shared by " + widely + " hosts";
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
