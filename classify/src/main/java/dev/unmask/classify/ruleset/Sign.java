package dev.unmask.classify.ruleset;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a rule of evidence can see. The part of its key before the dot is the evidence's code; each
 * has an entry of that key in the ruleset.
 */
public enum Sign {
  /** Hosts outside the network that holds most of them. */
  SPREAD("MANY_NETWORKS.SPREAD"),
  /** Hosts inside the network that holds most of them. */
  CONCENTRATED("MANY_NETWORKS.CONCENTRATED"),
  /** Hosts outside the networks of the owner and of its agents. */
  OUTSIDE("OUTSIDE_OWNER.OUTSIDE"),
  /** Hosts inside the owner's networks whose handshake completed. */
  INSIDE("OUTSIDE_OWNER.INSIDE"),
  /** Hosts inside the owner's networks, known from banners only or not reached. */
  INSIDE_UNTESTED("OUTSIDE_OWNER.INSIDE_UNTESTED"),
  /** Hosts inside networks of the owner's agents whose handshake completed. */
  AGENT("OUTSIDE_OWNER.AGENT"),
  /** Hosts inside networks of the owner's agents, known from banners only or not reached. */
  AGENT_UNTESTED("OUTSIDE_OWNER.AGENT_UNTESTED"),
  COMPLETED("HANDSHAKE_COMPLETED.COMPLETED"),
  /** Encrypted alert or orderly close. */
  ALIVE("LIVENESS.ALIVE"),
  /** Open and silent, where twins show life. */
  HELD("LIVENESS.HELD"),
  /** Open and silent, and no twin was tested. */
  HELD_WITHOUT_TWIN("LIVENESS.HELD_WITHOUT_TWIN"),
  /** Bytes that do not decrypt. */
  UNDECRYPTABLE("LIVENESS.UNDECRYPTABLE"),
  /** Suspects that behave otherwise than every twin. */
  DIFFERS("TWIN.DIFFERS"),
  /** Suspects that behave and answer as a twin does. */
  SAME("TWIN.SAME"),
  /** Suspects that show life and whose ServerHello is unlike every twin's. */
  SHAPE_UNLIKE("TWIN.SHAPE_UNLIKE"),
  /** Twins: hosts inside the owner's networks that use the key of this very certificate. */
  LEAF_AT_OWNER("TWIN.LEAF_AT_OWNER"),
  EXPIRED_ONLY("CHAIN_EXPIRED_ONLY.EXPIRED"),
  /** The chain leads to a CA of the owner's, known by its key. */
  ANCHORED_OWNER("CHAIN_UNTRUSTED.ANCHORED_OWNER"),
  /** The chain leads to a root of the public store or of the user's. */
  ANCHORED("CHAIN_UNTRUSTED.ANCHORED"),
  /** No anchor, names an owner whose CAs are known. */
  UNTRUSTED("CHAIN_UNTRUSTED.NAMES_OWNER"),
  /** No anchor, names an owner none of whose CAs are in the catalogue. */
  UNTRUSTED_CAS_UNKNOWN("CHAIN_UNTRUSTED.NAMES_OWNER_OF_UNKNOWN_CAS"),
  /** No anchor, names nobody in the catalogue. */
  UNTRUSTED_NOBODY("CHAIN_UNTRUSTED.NAMES_NOBODY"),
  SELF_SIGNED_OWNER("SELF_SIGNED.NAMES_OWNER"),
  SELF_SIGNED_NOBODY("SELF_SIGNED.NAMES_NOBODY"),
  /** Self-signed, P-256, one name, valid for a lifetime: as installers of proxies make them. */
  INSTALLER("SELF_SIGNED.INSTALLER"),
  MISMATCH("NAME_MISMATCH.MISMATCH"),
  /** Suspects silent where twins, asked the same, answer. */
  SILENT("NO_APPLICATION_DATA.SILENT"),
  /** Suspects silent, and no twin was asked. */
  SILENT_WITHOUT_TWIN("NO_APPLICATION_DATA.SILENT_WITHOUT_TWIN"),
  /** Suspects that answer as a twin does. */
  OWNER_CONTENT_OUTSIDE("OWNER_CONTENT.OUTSIDE"),
  /**
   * Suspects that redirect into the owner's domains, or answer as its servers are known to, and no
   * twin was asked there.
   */
  OWNER_REDIRECT_WITHOUT_TWIN("OWNER_CONTENT.REDIRECT_WITHOUT_TWIN"),
  /** Hosts in networks of the owner or its agents that give the owner's content. */
  OWNER_CONTENT_HOME("OWNER_CONTENT.HOME"),
  FOREIGN("FOREIGN_CONTENT.FOREIGN"),
  OPEN_1194("PORT_1194_OPEN.OPEN"),
  /** Neither 1194 open nor OpenVPN on nearly all suspects. */
  NO_VPN("PORT_1194_OPEN.NONE"),
  OPENVPN("OPENVPN_ANSWERED.PROVED"),
  /** Suspects that close as an OpenVPN server with a hidden key does. */
  BEHIND_KEY("OPENVPN_CLOSE_PATTERN.BEHIND_KEY"),
  /** Suspects that speak OpenVPN on the port of TLS. */
  SHARED_PORT("PORT_SHARED.SHARED"),
  /** Suspects that resume a session begun inside the owner's networks. */
  RESUMED_OWNERS("SESSION_RESUMED_ELSEWHERE.FROM_OWNER"),
  /**
   * Suspects that refuse one, though they resume their own, where the twins resume each other's.
   */
  REFUSED_OWNERS("SESSION_RESUMED_ELSEWHERE.REFUSED"),
  /** Suspects whose first flight takes a leg more, where twins' does not. */
  EXTRA_LEG("RTT_SPLIT.EXTRA_LEG"),
  /** Suspects whose first flight takes a leg more, and no twin was timed. */
  EXTRA_LEG_WITHOUT_TWIN("RTT_SPLIT.EXTRA_LEG_WITHOUT_TWIN"),
  /** Suspects that lose their flight to a half-closed client, where twins send it. */
  FLIGHT_LOST("HALF_CLOSE.LOST"),
  /** Suspects that speak as a twin does, but for first bytes that no twin treats so. */
  PARSER_IN_FRONT("FIRST_BYTES.IN_FRONT"),
  /** Other suspects that treat first bytes as no twin does. */
  OTHER_PARSER("FIRST_BYTES.DIFFERS"),
  /** Suspects that show an unrelated name's own certificate, where twins refuse it. */
  OPENS_NAMES("SNI_DEPENDENT.OPEN_PROXY"),
  /** Suspects that refuse names which every twin takes. */
  FILTERS_NAMES("SNI_DEPENDENT.FILTERED"),
  /** Hosts that show other certificates for other names, and are no open proxies. */
  OTHER_CERTIFICATES("SNI_DEPENDENT.OTHER_CERTIFICATES"),
  BANNER_DIFFERS("BANNER_DISAGREES.DISAGREES");

  private final String key;

  Sign(String key) {
    this.key = key;
  }

  /** Its key in the ruleset, for example {@code LIVENESS.HELD}. */
  public String key() {
    return key;
  }

  /** The code of the evidence that it is part of, for example {@code LIVENESS}. */
  public String code() {
    return key.substring(0, key.indexOf('.'));
  }

  static Optional<Sign> ofKey(String key) {
    return Arrays.stream(values()).filter(sign -> sign.key.equals(key)).findFirst();
  }
}
