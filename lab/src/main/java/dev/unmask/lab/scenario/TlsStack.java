package dev.unmask.lab.scenario;

/** Which implementation of TLS a server runs on: their ServerHellos differ. */
public enum TlsStack {
  BORINGSSL,
  /** The JDK's, which sends its flight in records of at most 1,400 bytes here. */
  JDK
}
