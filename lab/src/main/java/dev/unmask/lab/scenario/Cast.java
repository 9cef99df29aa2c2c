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
 * @param seen the leaf that the crawler saw, where it came before they changed to their cluster's
 */
public record Cast(
    String name,
    Role role,
    VpnEvidence vpn,
    List<LabHost> hosts,
    Optional<Marks> marks,
    Optional<Leaf> seen) {
  public Cast {
    hosts = List.copyOf(hosts);
  }

  /** With the certificate that the crawler saw. */
  public Cast(String name, Role role, VpnEvidence vpn, List<LabHost> hosts, Optional<Marks> marks) {
    this(name, role, vpn, hosts, marks, Optional.empty());
  }

  /** Without a word on what is seen. */
  public Cast(String name, Role role, VpnEvidence vpn, List<LabHost> hosts) {
    this(name, role, vpn, hosts, Optional.empty());
  }

  /** Some of them. */
  Cast of(List<LabHost> some) {
    return new Cast(name, role, vpn, some, marks, seen);
  }

  /** Some of the same sort, which the crawler saw with another leaf. */
  Cast moved(List<LabHost> some, Leaf before) {
    return new Cast(name + "-moved", role, vpn, some, marks, Optional.of(before));
  }

  /** Some of the same sort, which change from another leaf only when the lab is told to. */
  Cast changing(List<LabHost> some, Leaf before) {
    return new Cast(name + "-changing", role, vpn, some, marks, Optional.of(before));
  }
}
