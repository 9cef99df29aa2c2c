package dev.unmask.lab.scenario;

import java.net.Inet4Address;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One host.
 *
 * @param address its own, in 127.0.0.0/8
 * @param tlsPort where the crawler saw its certificate
 * @param ports what each open TCP port does
 * @param vpnOverUdp what the VPN port does over UDP
 */
public record LabHost(
    Inet4Address address,
    int tlsPort,
    Map<Integer, Behaviour> ports,
    Optional<OpenVpn> vpnOverUdp,
    Site site) {
  public LabHost {
    if (!address.isLoopbackAddress()) {
      throw new IllegalArgumentException("outside 127.0.0.0/8: " + address.getHostAddress());
    }
    ports = Map.copyOf(ports);
  }

  /** Without a VPN over UDP. */
  public LabHost(Inet4Address address, int tlsPort, Map<Integer, Behaviour> ports, Site site) {
    this(address, tlsPort, ports, Optional.empty(), site);
  }

  public Optional<Behaviour> behaviour(int port) {
    return Optional.ofNullable(ports.get(port));
  }

  /** The same, but for what one port does. */
  LabHost with(int port, Behaviour other) {
    Map<Integer, Behaviour> changed = new HashMap<>(ports);
    changed.put(port, other);
    return new LabHost(address, tlsPort, changed, vpnOverUdp, site);
  }

  /** Its address as text. */
  public String ip() {
    return address.getHostAddress();
  }

  /** Its TLS endpoint in the form {@code 127.1.2.3:443/tcp}. */
  public String endpoint() {
    return ip() + ":" + tlsPort + "/tcp";
  }
}
