package dev.unmask.classify.model;

/**
 * How the path to the host's TLS behaves, from tests of higher tiers.
 *
 * @param halfClose what ClientHello and FIN at once drew
 * @param resumption whether a session begun elsewhere was resumed here
 * @param roundTrips whether the first flight takes a leg more than later round trips
 * @param sniMatrix what other names draw
 * @param firstBytes what half a hello drew
 */
public record Manners(
    HalfClose halfClose,
    Resumption resumption,
    RoundTrips roundTrips,
    SniMatrix sniMatrix,
    FirstBytes firstBytes) {

  /** ClientHello and FIN at once. */
  public enum HalfClose {
    FLIGHT_CAME,
    FLIGHT_LOST,
    NOT_TESTED
  }

  /** A session begun at another host of the cluster, offered here. */
  public enum Resumption {
    RESUMED_FROM_OWNER,
    RESUMED_FROM_OTHER,
    NOT_RESUMED,
    NOT_TESTED
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
    NOT_TESTED
  }

  /** Half a hello. */
  public enum FirstBytes {
    HELD,
    CLOSED,
    ANSWERED,
    NOT_TESTED
  }

  /** Nothing was tried. */
  public static Manners untested() {
    return new Manners(
        HalfClose.NOT_TESTED,
        Resumption.NOT_TESTED,
        RoundTrips.NOT_TESTED,
        SniMatrix.NOT_TESTED,
        FirstBytes.NOT_TESTED);
  }
}
