package dev.unmask.classify.assess;

import dev.unmask.avro.Basis;
import dev.unmask.avro.Role;
import dev.unmask.avro.VerdictKind;
import dev.unmask.classify.evidence.Behaviour;
import dev.unmask.classify.evidence.Cluster;
import dev.unmask.classify.model.Reach.Handshake;
import dev.unmask.classify.model.Signature;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the hosts of one signature are: a function of the signature and of the cluster's verdict.
 *
 * <p>MEASURED is a role that the host itself was tested for; INFERRED one that its cluster was
 * tested for; PASSIVE one that rests on its banner. A host that behaves as the owner's server
 * inside the owner's networks is GENUINE in any cluster.
 */
final class Roles {

  private final Cluster cluster;
  private final VerdictKind kind;
  private final Relays relays;
  private final Role commonest;

  Roles(Cluster cluster, VerdictKind kind) {
    this.cluster = cluster;
    this.kind = kind;
    this.relays = new Relays(cluster);
    this.commonest = relays.commonest();
  }

  SortedMap<Signature, HostAssessment> all() {
    SortedMap<Signature, HostAssessment> roles = new TreeMap<>();
    cluster.all().rows().forEach(row -> roles.put(row.host(), of(row.host())));
    return roles;
  }

  HostAssessment of(Signature host) {
    Said said =
        host.probed() && host.reach().outcome().unreachable()
            ? measured(Role.UNREACHABLE)
            : byKind(host);
    return new HostAssessment(said.role(), said.basis(), VpnSigns.of(host.vpn()));
  }

  private Said byKind(Signature host) {
    return switch (kind) {
      case VPN_CAMOUFLAGE, TLS_RELAY -> relay(host);
      case KEY_COMPROMISE -> keyHolder(host);
      case IMPERSONATION -> shown(host, Role.IMPERSONATOR);
      case DEFAULT_CERTIFICATE -> shown(host, Role.DEFAULT_KEY);
      case SHARED_SERVICE, GENUINE -> genuine(host);
      case PROXY_SCRIPT -> undetermined(host);
      case INCONCLUSIVE -> open(host);
    };
  }

  /** In a cluster of relays. */
  private Said relay(Signature host) {
    if (isHome(host)) {
      return home(host);
    }
    if (!host.probed()) {
      return new Said(commonest, Basis.INFERRED);
    }
    Optional<Role> sort = relays.measured(host);
    if (sort.isPresent()) {
      return measured(sort.get());
    }
    if (relays.holdsKey(host)) {
      return measured(Role.KEY_HOLDER);
    }
    return host.completed() && !contradicts(host)
        ? new Said(commonest, Basis.INFERRED)
        : undetermined(host);
  }

  /** Does what its cluster's relays do not: an analyst looks at it, nobody infers its role. */
  private boolean contradicts(Signature host) {
    boolean livesAmongMute = Behaviour.alive(host) && commonest == Role.HANDSHAKE_RELAY;
    return livesAmongMute || Behaviour.gaveContent(host);
  }

  private Said keyHolder(Signature host) {
    if (isHome(host)) {
      return home(host);
    }
    if (!host.probed()) {
      return new Said(Role.KEY_HOLDER, Basis.INFERRED);
    }
    Optional<Role> relay = relays.proved(host);
    if (relay.isPresent()) {
      return measured(relay.get());
    }
    if (!host.completed() || Behaviour.mute(host) || cluster.givesOwnerContent(host)) {
      return undetermined(host);
    }
    return Behaviour.gaveContent(host)
        ? measured(Role.KEY_HOLDER)
        : new Said(Role.KEY_HOLDER, Basis.INFERRED);
  }

  /** In the owner's or its agents' networks, in a cluster that is not theirs alone. */
  private Said home(Signature host) {
    if (!host.probed()) {
      return new Said(Role.GENUINE, Basis.INFERRED);
    }
    return host.completed() && Behaviour.alive(host) ? measured(Role.GENUINE) : undetermined(host);
  }

  /** In a cluster that is the owner's or its agents'. */
  private Said genuine(Signature host) {
    if (!isHome(host)) {
      return relays.provedAnywhere(host).map(Roles::measured).orElseGet(() -> undetermined(host));
    }
    if (host.probed() && !host.completed()) {
      return undetermined(host);
    }
    if (!host.probed()) {
      return new Said(Role.GENUINE, Basis.INFERRED);
    }
    return measured(Role.GENUINE);
  }

  /**
   * A role that the certificate itself gives: who shows it live is measured, who showed it to the
   * feed is passive.
   */
  private static Said shown(Signature host, Role role) {
    if (!host.probed()) {
      return new Said(role, Basis.PASSIVE);
    }
    boolean live = host.completed() || host.reach().handshake() == Handshake.CERTIFICATE_ONLY;
    return live ? measured(role) : new Said(role, Basis.PASSIVE);
  }

  /**
   * Where the verdict is open, only what a host is by itself: the owner's server, seen alive in the
   * owner's networks, or a relay that gave itself away.
   */
  private Said open(Signature host) {
    boolean owners =
        cluster.isInside(host) && host.chain().anchored() && cluster.givesOwnerContent(host);
    return owners && host.completed() && Behaviour.alive(host)
        ? measured(Role.GENUINE)
        : relays.provedAnywhere(host).map(Roles::measured).orElseGet(() -> undetermined(host));
  }

  private boolean isHome(Signature host) {
    return cluster.isInside(host) || cluster.isAgent(host);
  }

  private static Said undetermined(Signature host) {
    return new Said(Role.UNDETERMINED, host.probed() ? Basis.MEASURED : Basis.PASSIVE);
  }

  private static Said measured(Role role) {
    return new Said(role, Basis.MEASURED);
  }

  /** A role and what it rests on. */
  private record Said(Role role, Basis basis) {}
}
