package dev.unmask.classify.model;

/**
 * How the path to the host's TLS behaves, from tests of higher tiers.
 *
 * @param halfClose what ClientHello and FIN at once drew
 * @param resumption whether a session begun elsewhere was resumed here
 * @param roundTrips whether the first flight takes a leg more than later round trips
 * @param sniMatrix what other names draw
 * @param firstBytes what half a hello drew
 * @param plainHttp what a request in clear drew
 */
public record Manners(
    HalfClose halfClose,
    Resumption resumption,
    RoundTrips roundTrips,
    SniMatrix sniMatrix,
    FirstBytes firstBytes,
    PlainHttp plainHttp) {

  /** ClientHello and FIN at once. */
  public enum HalfClose {
    FLIGHT_CAME,
    /** Nothing came: a close, a reset, or silence. */
    FLIGHT_LOST,
    NOT_TESTED,
    /** Something came that is no flight; which says nothing of who lost it. */
    OTHERWISE
  }

  /** A session begun at another host of the cluster, offered here. */
  public enum Resumption {
    RESUMED_FROM_OWNER,
    RESUMED_FROM_OTHER,
    /**
     * Another suspect's was refused, or one of the owner's from another class of port, though the
     * host resumes its own.
     */
    NOT_RESUMED,
    NOT_TESTED,
    /**
     * One begun inside the owner's networks, at a port of the same class, was refused, though the
     * host resumes its own.
     */
    REFUSED_OWNERS
  }

  /** First flight less the next round trip. */
  public enum RoundTrips {
    EXTRA_LEG,
    NO_GAP,
    NOT_TESTED
  }

  /** The handshake with other names. */
  public enum SniMatrix {
    SAME_FOR_ALL,
    OTHER_CERTIFICATES,
    REFUSES_OTHERS,
    NOT_TESTED,
    /** One of several unrelated names draws a trusted certificate of its own. */
    ITS_OWN_FOR_SOME,
    /** Every unrelated name that was asked for does, two at least. */
    ITS_OWN_FOR_ALL;

    /** An unrelated name draws a trusted certificate of its own. */
    public boolean itsOwn() {
      return this == ITS_OWN_FOR_SOME || this == ITS_OWN_FOR_ALL;
    }
  }

  /** Half a hello. */
  public enum FirstBytes {
    HELD,
    CLOSED,
    ANSWERED,
    NOT_TESTED
  }

  /** A request in clear on the TLS port. */
  public enum PlainHttp {
    /** First, so that rows stored before this was observed keep their bytes. */
    NOT_TESTED,
    HELD,
    CLOSED,
    HTTP,
    TLS_ALERT,
    OTHERWISE
  }

  /** Nothing was tried. */
  public static Manners untested() {
    return new Manners(
        HalfClose.NOT_TESTED,
        Resumption.NOT_TESTED,
        RoundTrips.NOT_TESTED,
        SniMatrix.NOT_TESTED,
        FirstBytes.NOT_TESTED,
        PlainHttp.NOT_TESTED);
  }
}
