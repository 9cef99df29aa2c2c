package dev.unmask.enrich.probe.connection;

/**
 * Bytes to and from one host, how many may still be read from it, and how many of a handshake. For
 * one event loop.
 */
public final class Traffic {

  private final int mostRead;
  private final Runnable whenHeard;
  private final LargeFlights largeFlights;
  private long read;
  private long sent;

  /**
   * @param mostRead bytes that are read from the host at most
   * @param whenHeard told of the first of them
   * @param largeFlights places that it shares with all other hosts
   */
  public Traffic(int mostRead, Runnable whenHeard, LargeFlights largeFlights) {
    this.mostRead = mostRead;
    this.whenHeard = whenHeard;
    this.largeFlights = largeFlights;
  }

  /** Counts what was read, and says whether a read of that size may follow. */
  boolean read(int bytes, int nextRead) {
    if (read == 0) {
      whenHeard.run();
    }
    read += bytes;
    return read + nextRead <= mostRead;
  }

  /** That of one connection's handshake. */
  FlightSize flightSize() {
    return new FlightSize(largeFlights);
  }

  /** Counts what is sent. */
  void sent(int bytes) {
    sent += bytes;
  }

  /** Bytes read so far, all connections together. */
  public long bytesRead() {
    return read;
  }

  /** Bytes sent so far, all connections together. */
  public long bytesSent() {
    return sent;
  }
}
