package dev.unmask.enrich.probe;

import dev.unmask.avro.ApplicationProbe;
import dev.unmask.avro.LivenessProbe;
import dev.unmask.avro.OpenVpnProbe;
import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.application.HttpGet;
import dev.unmask.enrich.probe.liveness.ForgedRecord;
import dev.unmask.enrich.probe.openvpn.OpenVpnReset;
import dev.unmask.enrich.probe.tls.Handshake;
import java.util.List;
import java.util.Optional;

/**
 * What the probes of a host have seen so far. Immutable.
 *
 * @param handshake the one that counts
 */
record Findings(
    Optional<Handshake> handshake,
    Optional<ApplicationProbe> application,
    Optional<LivenessProbe> liveness,
    Optional<OpenVpnProbe> openVpn) {

  static Findings none() {
    return new Findings(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  Findings with(Handshake seen) {
    return new Findings(Optional.of(seen), application, liveness, openVpn);
  }

  Findings with(ApplicationProbe seen) {
    return new Findings(handshake, Optional.of(seen), liveness, openVpn);
  }

  Findings with(LivenessProbe seen) {
    return new Findings(handshake, application, Optional.of(seen), openVpn);
  }

  Findings with(OpenVpnProbe seen) {
    return new Findings(handshake, application, liveness, Optional.of(seen));
  }

  /** The certificates that the host showed. */
  List<byte[]> chain() {
    return handshake.map(Handshake::chain).orElse(List.of());
  }

  /** Every probe that the tier plans, with one reason for all those that there was no time for. */
  Findings complete(Tier tier, int vpnPort, Outcome why, String detail) {
    Findings shaken = handshake.isPresent() ? this : with(Handshake.unconnected(why, detail));
    if (tier == Tier.HANDSHAKE) {
      return shaken;
    }
    return new Findings(
        shaken.handshake,
        Optional.of(application.orElseGet(() -> HttpGet.notTested(why, detail))),
        Optional.of(liveness.orElseGet(() -> ForgedRecord.notTested(why, detail))),
        Optional.of(openVpn.orElseGet(() -> OpenVpnReset.notTested(vpnPort, why, detail))));
  }
}
