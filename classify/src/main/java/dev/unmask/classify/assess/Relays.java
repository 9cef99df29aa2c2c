package dev.unmask.classify.assess;

import dev.unmask.avro.Role;
import dev.unmask.classify.evidence.Behaviour;
import dev.unmask.classify.evidence.Cluster;
import dev.unmask.classify.evidence.Forwarding;
import dev.unmask.classify.model.Signature;
import dev.unmask.classify.model.Speech.Answer;
import dev.unmask.classify.model.Speech.Liveness;
import dev.unmask.classify.model.Vpn.PortShare;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which sort of relay a host is, as far as its own tests say; and who among relays is none. */
final class Relays {

  private static final List<Role> SORTS =
      List.of(Role.HANDSHAKE_RELAY, Role.FULL_RELAY, Role.PORT_SHARE, Role.SNI_PROXY);

  private final Cluster cluster;
  private final Forwarding forwarding;

  Relays(Cluster cluster) {
    this.cluster = cluster;
    this.forwarding = cluster.forwarding();
  }

  /** In a cluster of relays: what the host itself was tested for. */
  Optional<Role> measured(Signature host) {
    Optional<Role> proved = proved(host);
    if (proved.isPresent()) {
      return proved;
    }
    if (sharesPort(host) && forwarding.proved(host)) {
      return Optional.of(Role.PORT_SHARE);
    }
    if (forwardsHandshakeOnly(host)) {
      return Optional.of(Role.HANDSHAKE_RELAY);
    }
    return forwardsAll(host) ? Optional.of(Role.FULL_RELAY) : Optional.empty();
  }

  /** In any cluster: what no server of the owner's and no holder of its key would show. */
  Optional<Role> provedAnywhere(Signature host) {
    if (forwarding.opensNames(host)) {
      return Optional.of(Role.SNI_PROXY);
    }
    return host.speech().liveness() == Liveness.UNDECRYPTABLE && forwardsHandshakeOnly(host)
        ? Optional.of(Role.HANDSHAKE_RELAY)
        : Optional.empty();
  }

  /**
   * The same in a cluster of relays, or of holders of a key. There the owner's sessions prove it
   * too; elsewhere a cache of the owner's in somebody else's network may share its ticket keys.
   */
  Optional<Role> proved(Signature host) {
    Optional<Role> anywhere = provedAnywhere(host);
    if (anywhere.isPresent() || !forwarding.resumesOwners(host)) {
      return anywhere;
    }
    if (sharesPort(host)) {
      return Optional.of(Role.PORT_SHARE);
    }
    return Behaviour.alive(host) ? Optional.of(Role.FULL_RELAY) : Optional.empty();
  }

  /**
   * Completes the handshake by a stack of its own and gives content of its own, and nothing shows
   * that it passes anything on: the holder of a key, who must not vanish among relays. Where
   * something does, a server of the owner's that no twin is like may be behind it.
   */
  boolean holdsKey(Signature host) {
    return host.completed()
        && Behaviour.alive(host)
        && cluster.givesOwnContent(host)
        && cluster.unlikeTwins(host)
        && cluster.twinsAlike(host)
        && !forwarding.proved(host);
  }

  /** The sort that most hosts outside were measured as; HANDSHAKE_RELAY where none was. */
  Role commonest() {
    return SORTS.stream()
        .max(Comparator.comparingLong(this::count).thenComparing(Comparator.reverseOrder()))
        .orElseThrow();
  }

  private long count(Role sort) {
    return cluster.outside().hosts(host -> measured(host).filter(sort::equals).isPresent());
  }

  private static boolean sharesPort(Signature host) {
    PortShare port = host.vpn().portShare();
    return port == PortShare.SHARED || port == PortShare.BEHIND_KEY;
  }

  /**
   * Keeps what is sent (or has switched protocol), and gives no application data where it was asked
   * for them.
   */
  private static boolean forwardsHandshakeOnly(Signature host) {
    Answer answer = host.speech().answer();
    boolean quiet =
        answer == Answer.SILENCE || answer == Answer.NOT_TESTED || answer == Answer.UNDECRYPTABLE;
    return host.completed() && quiet && Behaviour.mute(host);
  }

  /**
   * A redirect to the owner is anybody's to send: the ServerHello must be a twin's, too. So is a
   * page that is fetched from the owner, where the twins are enough and alike.
   */
  private boolean forwardsAll(Signature host) {
    boolean owners =
        cluster.unlikeTwins(host)
            ? cluster.answersAsTwin(host) && !cluster.twinsAlike(host)
            : cluster.givesOwnerContent(host);
    return host.completed() && Behaviour.alive(host) && owners;
  }
}
