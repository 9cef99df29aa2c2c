package dev.unmask.classify.assess;

import dev.unmask.avro.Role;
import dev.unmask.avro.VerdictKind;

/** Which roles go with which verdict on a cluster. */
final class Fitting {

  private Fitting() {}

  /** Hosts that could not be reached, or were the owner's, fit anywhere. */
  static boolean fits(VerdictKind kind, Role role) {
    return switch (role) {
      case GENUINE, UNREACHABLE, CHANGED -> true;
      case HANDSHAKE_RELAY, FULL_RELAY, PORT_SHARE, SNI_PROXY ->
          kind == VerdictKind.VPN_CAMOUFLAGE || kind == VerdictKind.TLS_RELAY;
      case KEY_HOLDER -> kind == VerdictKind.KEY_COMPROMISE;
      case IMPERSONATOR -> kind == VerdictKind.IMPERSONATION;
      case DEFAULT_KEY -> kind == VerdictKind.DEFAULT_CERTIFICATE;
      case UNDETERMINED -> kind == VerdictKind.PROXY_SCRIPT;
    };
  }
}
