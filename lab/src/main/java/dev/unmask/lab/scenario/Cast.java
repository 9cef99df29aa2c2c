package dev.unmask.lab.scenario;

import dev.unmask.avro.Role;
import dev.unmask.avro.VpnEvidence;
import java.util.List;
import java.util.Optional;

/**
 * Hosts that behave alike, and the truth about each of them.
 *
 * @param vpn what there is to find of a VPN on each
 * @param marks what a stranger sees of each, where it is written down
 */
public record Cast(
    String name, Role role, VpnEvidence vpn, List<LabHost> hosts, Optional<Marks> marks) {
  public Cast {
    hosts = List.copyOf(hosts);
  }

  /** Without a word on what is seen. */
  public Cast(String name, Role role, VpnEvidence vpn, List<LabHost> hosts) {
    this(name, role, vpn, hosts, Optional.empty());
  }
}
