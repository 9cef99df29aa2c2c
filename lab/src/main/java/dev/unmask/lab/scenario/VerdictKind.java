package dev.unmask.lab.scenario;

/** The verdict that a cluster of the lab deserves, in the words that unmask uses. */
public enum VerdictKind {
  VPN_CAMOUFLAGE,
  TLS_RELAY,
  IMPERSONATION,
  SHARED_SERVICE,
  GENUINE,
  INCONCLUSIVE
}
