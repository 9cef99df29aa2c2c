package dev.unmask.enrich.probe.connection;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Places for the few hosts at a time whose handshake is far larger than any that is usual. TLS
 * engines keep a Certificate message up to four times: as it came, for the transcript's hash, as
 * certificates and as the session's. So one of 256 KiB costs more than a mebibyte, which a host
 * alone may have, and thousands together may not. Safe from any thread.
 */
public final class LargeFlights {

  /** What every connection may bring in its handshake; chains of real servers have a tenth. */
  static final int USUAL_BYTES = 64 * 1024;

  private final AtomicInteger free;

  /**
   * @param most connections at once whose handshake may be larger than usual
   */
  public LargeFlights(int most) {
    this.free = new AtomicInteger(most);
  }

  /** Takes a place, if there is one. */
  boolean enter() {
    return free.getAndUpdate(places -> Math.max(0, places - 1)) > 0;
  }

  void leave() {
    free.incrementAndGet();
  }
}
