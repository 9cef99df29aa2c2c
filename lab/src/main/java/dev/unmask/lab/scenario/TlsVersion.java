package dev.unmask.lab.scenario;

/** The newest version of TLS that a server speaks. */
public enum TlsVersion {
  TLS_1_2,
  TLS_1_3
}
