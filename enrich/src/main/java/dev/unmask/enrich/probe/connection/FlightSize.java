package dev.unmask.enrich.probe.connection;

/**
 * Bytes that a peer sends before its handshake is done, and the place that it takes if they are
 * many. For one connection, on its event loop.
 *
 * <pre>
 *   USUAL --more than usual--> LARGE --closed--> GONE
 *   USUAL --handshake done, closed--> GONE
 * </pre>
 */
final class FlightSize {

  private final LargeFlights places;
  private State state = State.USUAL;
  private int bytes;

  private enum State {
    USUAL,
    LARGE,
    GONE
  }

  FlightSize(LargeFlights places) {
    this.places = places;
  }

  /** Counts what was read, and says whether there is room for it. */
  boolean read(int more) {
    if (state != State.USUAL) {
      return true;
    }
    bytes += more;
    if (bytes <= LargeFlights.USUAL_BYTES) {
      return true;
    }
    boolean room = places.enter();
    state = room ? State.LARGE : State.GONE;
    return room;
  }

  /** What comes from now on, engines do not keep. What they have kept, they keep. */
  void handshakeDone() {
    if (state == State.USUAL) {
      state = State.GONE;
    }
  }

  void closed() {
    if (state == State.LARGE) {
      places.leave();
    }
    state = State.GONE;
  }
}
