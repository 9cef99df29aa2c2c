package dev.unmask.lab.scenario;

import dev.unmask.avro.ApplicationAnswer;
import dev.unmask.avro.AskedName;
import dev.unmask.avro.FirstBytes;
import dev.unmask.avro.LivenessResult;
import dev.unmask.avro.OpenVpnState;
import dev.unmask.avro.OrderlyCloseResult;
import dev.unmask.avro.Resumed;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a stranger sees of the hosts of a cast, in the words of an observation. What is not said
 * here is not known of the real system, or differs from host to host.
 *
 * @param protocol what a client agrees on that offers TLS 1.2 and 1.3; empty where that fails and
 *     one that offers TLS 1.2 alone gets through
 * @param firstBytes what else than a handshake draws on the TLS port
 * @param names what handshakes with other names draw
 * @param liveness what a forged record draws after Finished
 * @param orderlyClose what a close_notify draws, where the forged record drew no alert
 * @param get what a request draws
 * @param resumed whether a session begun at a genuine host of the cluster is resumed
 * @param vpn what there is of OpenVPN
 */
public record Marks(
    String protocol,
    Map<FirstBytes, Reaction> firstBytes,
    Map<AskedName, NameAnswer> names,
    LivenessResult liveness,
    OrderlyCloseResult orderlyClose,
    ApplicationAnswer get,
    Resumed resumed,
    Vpn vpn) {

  /**
   * What ports are as far as OpenVPN is concerned.
   *
   * @param onTlsPort the TLS port itself
   * @param overTcp the VPN port
   * @param overUdp the same over UDP
   */
  public record Vpn(OpenVpnState onTlsPort, OpenVpnState overTcp, OpenVpnState overUdp) {}

  public Marks {
    firstBytes = Map.copyOf(firstBytes);
    names = Map.copyOf(names);
  }

  /** With another reaction to some first bytes. */
  public Marks with(FirstBytes sent, Reaction reaction) {
    Map<FirstBytes, Reaction> changed = new EnumMap<>(firstBytes);
    changed.put(sent, reaction);
    return withFirstBytes(changed);
  }

  /** Without a word on what some first bytes draw. */
  public Marks without(FirstBytes sent) {
    Map<FirstBytes, Reaction> changed = new EnumMap<>(firstBytes);
    changed.remove(sent);
    return withFirstBytes(changed);
  }

  private Marks withFirstBytes(Map<FirstBytes, Reaction> changed) {
    return new Marks(protocol, changed, names, liveness, orderlyClose, get, resumed, vpn);
  }

  /** With another answer to some name. */
  public Marks with(AskedName asked, NameAnswer answer) {
    Map<AskedName, NameAnswer> changed = new EnumMap<>(names);
    changed.put(asked, answer);
    return new Marks(protocol, firstBytes, changed, liveness, orderlyClose, get, resumed, vpn);
  }

  /** Without a word on names. */
  public Marks withoutNames() {
    return new Marks(protocol, firstBytes, Map.of(), liveness, orderlyClose, get, resumed, vpn);
  }

  /** With another end of the handshake: another protocol, and what comes after it. */
  public Marks with(
      String agreed, LivenessResult forged, OrderlyCloseResult close, ApplicationAnswer request) {
    return new Marks(agreed, firstBytes, names, forged, close, request, resumed, vpn);
  }

  /** With another word on sessions begun at genuine hosts. */
  public Marks with(Resumed genuine) {
    return new Marks(protocol, firstBytes, names, liveness, orderlyClose, get, genuine, vpn);
  }

  /** With other ports for OpenVPN. */
  public Marks with(Vpn ports) {
    return new Marks(protocol, firstBytes, names, liveness, orderlyClose, get, resumed, ports);
  }
}
