package dev.unmask.lab.scenario;

import java.util.List;

/**
 * Hosts that behave alike, and the truth about each of them.
 *
 * @param vpn what there is to find on the VPN port of each
 */
public record Cast(String name, Role role, VpnEvidence vpn, List<LabHost> hosts) {
  public Cast {
    hosts = List.copyOf(hosts);
  }
}
