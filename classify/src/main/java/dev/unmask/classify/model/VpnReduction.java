package dev.unmask.classify.model;

import dev.unmask.avro.Observation;
import dev.unmask.avro.OpenVpnAnswer;
import dev.unmask.avro.OpenVpnProbe;
import dev.unmask.avro.OpenVpnState;
import dev.unmask.avro.Transport;
import dev.unmask.classify.model.Vpn.OpenVpn;
import dev.unmask.classify.model.Vpn.Port1194;
import dev.unmask.classify.model.Vpn.PortShare;
import java.util.List;

/** From the probes for a VPN to its signs. */
final class VpnReduction {

  private static final int OPENVPN = 1194;

  private VpnReduction() {}

  static Vpn of(Observation seen) {
    int tlsPort = seen.getEndpoint().getPort();
    List<OpenVpnProbe> own =
        seen.getOpenVpn().stream().filter(probe -> probe.getPort() == OPENVPN).toList();
    List<OpenVpnProbe> onTls =
        seen.getOpenVpn().stream()
            .filter(probe -> probe.getPort() == tlsPort && probe.getTransport() == Transport.TCP)
            .toList();
    return new Vpn(port1194(own), openVpn(own), portShare(onTls));
  }

  private static Port1194 port1194(List<OpenVpnProbe> probes) {
    return probes.stream()
        .filter(probe -> probe.getTransport() == Transport.TCP)
        .map(VpnReduction::port)
        .min(Port1194::compareTo)
        .orElse(Port1194.NOT_TESTED);
  }

  private static Port1194 port(OpenVpnProbe probe) {
    return switch (probe.getConnect()) {
      case SUCCESS -> Port1194.OPEN;
      case CONNECTION_TIMEOUT -> Port1194.FILTERED;
      case BLOCKLISTED_TARGET, POLICY_SKIPPED, CANCELLED, UNKNOWN_ERROR -> Port1194.NOT_TESTED;
      default -> Port1194.CLOSED;
    };
  }

  private static OpenVpn openVpn(List<OpenVpnProbe> probes) {
    if (drew(probes, OpenVpnAnswer.PROVED)) {
      return OpenVpn.PROVED;
    }
    if (behindKey(probes)) {
      return OpenVpn.BEHIND_KEY;
    }
    return answered(probes) ? OpenVpn.NOT_PROVED : OpenVpn.NOT_TESTED;
  }

  private static PortShare portShare(List<OpenVpnProbe> probes) {
    if (drew(probes, OpenVpnAnswer.PROVED)) {
      return PortShare.SHARED;
    }
    if (behindKey(probes)) {
      return PortShare.BEHIND_KEY;
    }
    return answered(probes) ? PortShare.NOT_SHARED : PortShare.NOT_TESTED;
  }

  private static boolean behindKey(List<OpenVpnProbe> probes) {
    return probes.stream().anyMatch(probe -> probe.getState() == OpenVpnState.BEHIND_KEY);
  }

  private static boolean drew(List<OpenVpnProbe> probes, OpenVpnAnswer answer) {
    return probes.stream().anyMatch(probe -> probe.getAnswer() == answer);
  }

  private static boolean answered(List<OpenVpnProbe> probes) {
    return probes.stream().anyMatch(probe -> probe.getAnswer() != OpenVpnAnswer.NOT_TESTED);
  }
}
