package dev.unmask.enrich.probe.tls;

import java.util.ArrayList;
import java.util.List;

/** The certificates of one connection, as sent: DER, possibly malformed. Safe from any thread. */
public final class ShownCertificates {

  private final List<byte[]> shown = new ArrayList<>();

  /** Keeps one, after those before it. */
  public synchronized void add(byte[] der) {
    shown.add(der);
  }

  public synchronized List<byte[]> inOrder() {
    return List.copyOf(shown);
  }
}
