package dev.unmask.enrich.probe.connection;

/** Bytes to and from one host, and how many may still be read from it. For one event loop. */
public final class Traffic {

  private final int mostRead;
  private final Runnable whenHeard;
  private long read;
  private long sent;

  /**
   * @param mostRead bytes that are read from the host at most
   * @param whenHeard told of the first of them
   */
  public Traffic(int mostRead, Runnable whenHeard) {
    this.mostRead = mostRead;
    this.whenHeard = whenHeard;
  }

  /** Counts what was read, and says whether a read of that size may follow. */
  boolean read(int bytes, int nextRead) {
    if (read == 0) {
      whenHeard.run();
    }
    read += bytes;
    return read + nextRead <= mostRead;
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
