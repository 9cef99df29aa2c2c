package dev.unmask.enrich.probe.tls;

import java.util.ArrayList;
import java.util.List;

/**
 * The certificates of one connection, as sent: DER, possibly malformed; and whether the server
 * asked for ours. Safe from any thread.
 */
public final class ShownCertificates {

  /** More are nobody's chain, and each would be hashed, recorded and published. */
  private static final int MOST = 100;

  private final List<byte[]> shown = new ArrayList<>();
  private boolean oursRequested;

  /** Keeps one, after those before it; the first 100. */
  public synchronized void add(byte[] der) {
    if (shown.size() < MOST) {
      shown.add(der);
    }
  }

  /** The server asks for a client certificate (RFC 8446 4.3.2). */
  public synchronized void requestOurs() {
    oursRequested = true;
  }

  public synchronized List<byte[]> inOrder() {
    return List.copyOf(shown);
  }

  public synchronized boolean oursRequested() {
    return oursRequested;
  }
}
