package dev.unmask.classify.assess;

import dev.unmask.classify.evidence.Behaviour;
import dev.unmask.classify.evidence.Forwarding;
import dev.unmask.classify.model.Signature;
import dev.unmask.classify.model.Vpn;
import dev.unmask.classify.ruleset.Sign;
import java.util.List;

/**
 * A test that may still be made of a cluster's hosts, what it could show, and by what tier of
 * probing. Of equals the first is named.
 */
enum FurtherTest {
  RESUMPTION(
      3,
      "offering a TLS session begun at a host inside the owner's networks to hosts outside"
          + " (resumption proves one backend)"),
  TWIN(
      4,
      "the same probes on a host inside the owner's networks that shows this certificate (a twin)"),
  LIVENESS(2, "a forged record after the handshake (liveness)"),
  APPLICATION(2, "a request by HTTP inside TLS"),
  SERVER_NAMES(
      3, "other server names on the same hosts (an open proxy shows strangers' certificates)"),
  ROUND_TRIPS(4, "round trips with the hello at once and late (a relay adds a leg)"),
  FIRST_BYTES(
      3,
      "half a hello and HTTP in clear on the TLS port (a parser in front has limits of its own)"),
  HALF_CLOSE(3, "ClientHello and FIN at once (user-space relays lose the flight)"),
  OPENVPN(2, "an OpenVPN reset to 1194"),
  SHARED_TLS_PORT(3, "an OpenVPN reset to the TLS port itself");

  private final int tier;
  private final String sentence;

  FurtherTest(int tier, String sentence) {
    this.tier = tier;
    this.sentence = sentence;
  }

  /** The lowest tier of probing that makes it. */
  int tier() {
    return tier;
  }

  /** What it is, for the middle of a sentence. */
  String sentence() {
    return sentence;
  }

  /** Whether it was made of this host. */
  boolean made(Signature host) {
    return switch (this) {
      case RESUMPTION -> Forwarding.offered(host);
      case TWIN -> false;
      case LIVENESS -> Behaviour.livenessTested(host);
      case APPLICATION -> Behaviour.asked(host);
      case SERVER_NAMES -> Forwarding.namesTested(host);
      case ROUND_TRIPS -> Forwarding.timed(host);
      case FIRST_BYTES -> Forwarding.firstBytesSent(host);
      case HALF_CLOSE -> Forwarding.halfClosed(host);
      case OPENVPN -> host.vpn().openVpn() != Vpn.OpenVpn.NOT_TESTED;
      case SHARED_TLS_PORT -> host.vpn().portShare() != Vpn.PortShare.NOT_TESTED;
    };
  }

  /**
   * What it could show; empty where it could show nothing.
   *
   * @param twin whether a host inside the owner's networks was tested with the certificate
   */
  List<Sign> signs(boolean twin) {
    return twin ? besideTwin() : withoutTwin();
  }

  private List<Sign> besideTwin() {
    return switch (this) {
      case RESUMPTION -> List.of(Sign.RESUMED_OWNERS);
      case TWIN -> List.of();
      case LIVENESS -> List.of(Sign.HELD, Sign.UNDECRYPTABLE);
      case APPLICATION -> List.of(Sign.SILENT, Sign.OWNER_CONTENT_OUTSIDE, Sign.FOREIGN);
      case SERVER_NAMES -> List.of(Sign.OPENS_NAMES);
      case ROUND_TRIPS -> List.of(Sign.EXTRA_LEG);
      case FIRST_BYTES -> List.of(Sign.PARSER_IN_FRONT, Sign.OTHER_PARSER);
      case HALF_CLOSE -> List.of(Sign.FLIGHT_LOST);
      case OPENVPN -> List.of(Sign.OPENVPN);
      case SHARED_TLS_PORT -> List.of(Sign.SHARED_PORT);
    };
  }

  private List<Sign> withoutTwin() {
    return switch (this) {
      case TWIN -> List.of(Sign.SAME, Sign.SHAPE_UNLIKE, Sign.FOREIGN);
      case LIVENESS -> List.of(Sign.HELD_WITHOUT_TWIN, Sign.UNDECRYPTABLE);
      case APPLICATION -> List.of(Sign.SILENT_WITHOUT_TWIN);
      case ROUND_TRIPS -> List.of(Sign.EXTRA_LEG_WITHOUT_TWIN);
      case OPENVPN -> List.of(Sign.OPENVPN);
      case SHARED_TLS_PORT -> List.of(Sign.SHARED_PORT);
      case RESUMPTION, SERVER_NAMES, FIRST_BYTES, HALF_CLOSE -> List.of();
    };
  }
}
