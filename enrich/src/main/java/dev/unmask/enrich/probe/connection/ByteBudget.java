package dev.unmask.enrich.probe.connection;

/** How many bytes may still be read from a host. For one event loop. */
public final class ByteBudget {

  private int left;

  public ByteBudget(int bytes) {
    this.left = bytes;
  }

  /** Takes what was read, and says whether a read of the same size may follow. */
  boolean spend(int bytes, int nextRead) {
    left -= bytes;
    return left >= nextRead;
  }
}
