package dev.unmask.classify.evidence;

import dev.unmask.classify.model.Manners;
import dev.unmask.classify.model.Manners.HalfClose;
import dev.unmask.classify.model.Manners.Resumption;
import dev.unmask.classify.model.Manners.RoundTrips;
import dev.unmask.classify.model.Manners.SniMatrix;
import dev.unmask.classify.model.Signature;

/**
 * What shows that a host passes connections on, and to whom. Positives only: a relay beside its
 * owner adds no leg, a NAT loses no flight. The measure is the twins, wherever a server may do the
 * same of itself. Immutable.
 */
public final class Forwarding {

  private final Cluster cluster;
  private final Twins twins;
  private final boolean twinsDirect;
  private final boolean twinsSendFlight;
  private final boolean twinsNamesTested;
  private final boolean twinsOpenSome;
  private final boolean twinsOpenAll;

  Forwarding(Cluster cluster, Twins twins) {
    this.cluster = cluster;
    this.twins = twins;
    this.twinsDirect = twins.share(Forwarding::timed, Forwarding::isDirect) > 0.5;
    this.twinsSendFlight = twins.any(twin -> twin.manners().halfClose() == HalfClose.FLIGHT_CAME);
    this.twinsNamesTested = twins.any(Forwarding::namesTested);
    this.twinsOpenSome = twins.any(twin -> twin.manners().sniMatrix().itsOwn());
    this.twinsOpenAll = twins.any(twin -> twin.manners().sniMatrix() == SniMatrix.ITS_OWN_FOR_ALL);
  }

  /**
   * Resumes a session begun inside the owner's networks, though it stands outside: one backend.
   * Without ownership it says nothing, as CDNs share sessions quite normally.
   */
  public boolean resumesOwners(Signature host) {
    return abroad(host) && host.manners().resumption() == Resumption.RESUMED_FROM_OWNER;
  }

  /**
   * Shows an unrelated name's own certificate where no twin does: it passes on to whatever name it
   * is asked for. A CDN shows its other customers' certificates too, but then so do its twins.
   */
  public boolean opensNames(Signature host) {
    SniMatrix names = host.manners().sniMatrix();
    boolean asTwins = names == SniMatrix.ITS_OWN_FOR_ALL ? twinsOpenAll : twinsOpenSome;
    return abroad(host) && names.itsOwn() && twinsNamesTested && !asTwins;
  }

  /** The first flight takes a leg more than what follows, as most twins' does not. */
  public boolean addsLeg(Signature host) {
    return abroad(host) && host.manners().roundTrips() == RoundTrips.EXTRA_LEG && twinsDirect;
  }

  /** Loses the flight to a client that ends its side at once, where a twin sends it. */
  public boolean losesFlight(Signature host) {
    return abroad(host) && host.manners().halfClose() == HalfClose.FLIGHT_LOST && twinsSendFlight;
  }

  /** Answers as a twin does, by a ServerHello as a twin's: the owner's server is behind it. */
  public boolean speaksAsTwin(Signature host) {
    return abroad(host) && twins.answerLike(host) && twins.hellos().haveLike(host);
  }

  /** Leads to the owner's server: its sessions, other names' servers, or its tuple and content. */
  public boolean leadsToOwner(Signature host) {
    return resumesOwners(host) || opensNames(host) || speaksAsTwin(host);
  }

  /** Any proof that something is passed on, if only to a server of its own. */
  public boolean proved(Signature host) {
    return leadsToOwner(host) || addsLeg(host) || losesFlight(host);
  }

  private static boolean isDirect(Signature host) {
    return host.manners().roundTrips() == RoundTrips.NO_GAP;
  }

  /** Another name than the host's own was asked for. */
  public static boolean namesTested(Signature host) {
    return host.completed() && host.manners().sniMatrix() != SniMatrix.NOT_TESTED;
  }

  /** Round trips were taken. */
  public static boolean timed(Signature host) {
    return host.completed() && host.manners().roundTrips() != RoundTrips.NOT_TESTED;
  }

  /** ClientHello and FIN were sent at once. */
  public static boolean halfClosed(Signature host) {
    return host.completed() && host.manners().halfClose() != HalfClose.NOT_TESTED;
  }

  /** A session begun elsewhere was offered. */
  public static boolean offered(Signature host) {
    return host.completed() && host.manners().resumption() != Resumption.NOT_TESTED;
  }

  /** Half a hello, or a request in clear, was sent. */
  public static boolean firstBytesSent(Signature host) {
    Manners manners = host.manners();
    return host.completed()
        && (manners.firstBytes() != Manners.FirstBytes.NOT_TESTED
            || manners.plainHttp() != Manners.PlainHttp.NOT_TESTED);
  }

  private boolean abroad(Signature host) {
    return host.completed()
        && cluster.homeKnown()
        && !cluster.isInside(host)
        && !cluster.isAgent(host);
  }
}
