package dev.unmask.classify.evidence;

import dev.unmask.classify.ruleset.Sign;
import java.util.List;
import java.util.Optional;

/**
 * OPENVPN_CLOSE_PATTERN: a reset closed fast and the shortened reset held: an OpenVPN parser that
 * asks for a key of ours (tls-auth, tls-crypt; Xue et al., USENIX Security 2022).
 */
final class OpenVpnClosePattern implements Rule {

  @Override
  public Optional<Finding> look(Cluster cluster) {
    Rows asked = cluster.all().where(OpenVpnSigns::asked);
    long behindKey = asked.hosts(OpenVpnSigns::behindKey);
    if (behindKey == 0) {
      return Optional.empty();
    }
    Rows suspects = cluster.suspects().where(OpenVpnSigns::asked);
    return Optional.of(
        new Finding(
            "OPENVPN_CLOSE_PATTERN",
            Figures.of(behindKey, asked.hosts())
                + " close a whole OpenVPN reset at once and hold a shortened one: an OpenVPN server"
                + " that asks for a key (tls-auth or tls-crypt), not proved by an answer.",
            behindKey,
            asked.hosts(),
            List.of(
                Observed.of(
                    Sign.BEHIND_KEY, suspects.hosts(OpenVpnSigns::behindKey), suspects.hosts()))));
  }
}
