package dev.unmask.classify.evidence;

import dev.unmask.classify.model.CertificateSummary;
import dev.unmask.classify.model.Profile;
import dev.unmask.classify.model.Signature;
import dev.unmask.classify.ruleset.Ruleset;
import dev.unmask.classify.ruleset.Threshold;
import dev.unmask.schemas.owner.Owner;
import dev.unmask.schemas.owner.OwnerCatalogue;
import java.util.List;
import java.util.Optional;

/**
 * A cluster as the rules see it: its hosts divided by whose network they stand in. Immutable.
 *
 * <p>A mute host in an agent's network counts as outside: clouds that serve an owner rent to others
 * too.
 */
public final class Cluster {

  private final Profile profile;
  private final Optional<CertificateSummary> certificate;
  private final Optional<Owner> owner;
  private final Ruleset ruleset;
  private final Rows all;
  private final Rows inside;
  private final Rows agents;
  private final Rows outside;
  private final Rows suspects;
  private final Twins twins;
  private final Forwarding forwarding;

  private Cluster(
      Profile profile,
      Optional<CertificateSummary> certificate,
      Optional<Owner> owner,
      Ruleset ruleset) {
    this.profile = profile;
    this.certificate = certificate;
    this.owner = owner;
    this.ruleset = ruleset;
    this.all = Rows.of(profile.hosts());
    this.inside = all.where(this::isInside);
    this.agents = all.where(this::isAgent);
    this.outside = all.where(host -> !isInside(host) && !isAgent(host));
    this.suspects = enough() ? outside : new Rows(List.of());
    this.twins = new Twins(inside.where(Signature::completed), ruleset);
    this.forwarding = new Forwarding(this, twins);
  }

  /** A profile, with the owner that its certificate names, as of when it was last seen. */
  public static Cluster of(
      Profile profile,
      Optional<CertificateSummary> certificate,
      OwnerCatalogue owners,
      Ruleset ruleset) {
    OwnerCatalogue then = profile.lastSeen().map(owners::asOf).orElse(owners);
    Optional<Owner> owner = certificate.flatMap(facts -> then.named(facts.names()));
    return new Cluster(profile, certificate, owner, ruleset);
  }

  public Profile profile() {
    return profile;
  }

  public Optional<CertificateSummary> certificate() {
    return certificate;
  }

  /**
   * Whom the certificate names; empty where nobody in the catalogue, or where the certificate is
   * not known yet.
   */
  public Optional<Owner> owner() {
    return owner;
  }

  /** The owner's name for a sentence. */
  public String ownerName() {
    return owner
        .map(known -> known.name().isEmpty() ? known.id() : known.name())
        .orElse("the owner");
  }

  /** Whether the catalogue knows networks of the owner, so that "outside" means something. */
  public boolean homeKnown() {
    return owner.isPresent() && !(owner.get().asns().isEmpty() && owner.get().prefixes().isEmpty());
  }

  public Rows all() {
    return all;
  }

  /** Hosts in the owner's own networks. */
  public Rows inside() {
    return inside;
  }

  /** Hosts in the networks of the owner's agents, but mute ones. */
  public Rows agents() {
    return agents;
  }

  /** All other hosts. */
  public Rows outside() {
    return outside;
  }

  /** Hosts outside, where enough of them were probed to say something of the cluster; else none. */
  public Rows suspects() {
    return suspects;
  }

  /**
   * Whether the leaf's chain was verified up to an anchor at any host: that is a fact of the leaf,
   * then.
   */
  public boolean anchored() {
    return all.any(host -> host.chain().anchored());
  }

  private boolean enough() {
    return outside.hosts(Signature::completed) >= ruleset.threshold(Threshold.MINIMUM_HOSTS)
        && outside.hosts() >= ruleset.threshold(Threshold.SUSPECT_SHARE) * all.hosts();
  }

  Twins twins() {
    return twins;
  }

  /** What shows of its hosts that they pass connections on. */
  public Forwarding forwarding() {
    return forwarding;
  }

  /** Hosts inside the owner's own networks that completed the handshake. */
  public Rows twinHosts() {
    return twins.hosts();
  }

  double threshold(Threshold threshold) {
    return ruleset.threshold(threshold);
  }

  /** Whether the address is in a network of the owner's own. */
  public boolean isInside(Signature host) {
    return owner.isPresent() && host.inNetworkOf(owner.get().id());
  }

  /** Whether the address is in a network of the owner's agents, and the host not mute. */
  public boolean isAgent(Signature host) {
    return owner.isPresent()
        && !isInside(host)
        && !Behaviour.mute(host)
        && owner.get().agents().stream().anyMatch(host::inNetworkOf);
  }

  /** Gives content in the session that no twin, asked the same, gives; error pages never count. */
  public boolean givesOwnContent(Signature host) {
    return !isInside(host)
        && Behaviour.asked(host)
        && twins.answeredAt(host.reach().port())
        && ForeignContent.isForeign(this, host);
  }

  /**
   * Whether its ServerHello is unlike that of every twin; without twins that were asked the same at
   * such a port it is not.
   */
  public boolean unlikeTwins(Signature host) {
    return twins.hellos().areUnlike(host);
  }

  /**
   * Whether the twins that were asked the same at such a port are so many and so much alike that
   * another ServerHello tells this host.
   */
  public boolean twinsAlike(Signature host) {
    return twins.hellos().factor(host) >= threshold(Threshold.SHAPE_OF_HOLDER);
  }

  /** Whether a host answers as a twin does, in all that is compared. */
  public boolean answersAsTwin(Signature host) {
    return twins.answerLike(host);
  }

  /**
   * Whether a host answers as the servers of the owner, or of its agents, are known to. The twins
   * are the better measure, where there are any: anybody can answer so.
   */
  boolean answersAsExpected(Signature host) {
    return owner.isPresent()
        && (Behaviour.answersAsKnownOf(host, owner.get().id())
            || owner.get().agents().stream()
                .anyMatch(agent -> Behaviour.answersAsKnownOf(host, agent)));
  }

  /**
   * Whether a host gives what the owner gives: a redirect into its domains, or an answer as a
   * twin's.
   */
  public boolean givesOwnerContent(Signature host) {
    return owner.isPresent()
        && (Behaviour.redirectsTo(host, owner.get().id()) || twins.answerLike(host));
  }
}
