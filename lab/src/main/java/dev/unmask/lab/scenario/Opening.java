package dev.unmask.lab.scenario;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * What a relay does until it dials.
 *
 * @param dial when that is
 * @param vpn an OpenVPN server on the same port, for those who speak OpenVPN
 * @param patience with less than it wants to see
 * @param notTls what first bytes draw that begin no TLS record of a handshake
 * @param routes where it dials, by the name that the client asks for
 */
public record Opening(
    Dial dial, Optional<OpenVpn> vpn, Patience patience, NotTls notTls, SniRoutes routes) {

  /** When a relay opens its connection to the origin, which is also how much it reads first. */
  public enum Dial {
    AT_ACCEPT,
    /**
     * After one byte; beside a VPN after the two or three by which OpenVPN's {@code port-share}
     * decides.
     */
    AFTER_FIRST_BYTES,
    /** Once the first TLS record is complete, all of the ClientHello or not. */
    AFTER_FIRST_RECORD,
    /** Once the ClientHello is complete, in however many records. */
    AFTER_HELLO
  }

  /** How long a relay waits for what it wants to see, from accept on. */
  public sealed interface Patience {
    /** As long as the idle limit. */
    record Endless() implements Patience {}

    /** Then it closes. */
    record Closes(Duration after) implements Patience {}

    /** Then it dials all the same, and passes on what there is. */
    record Dials(Duration after, InetSocketAddress target) implements Patience {}
  }

  /** What first bytes draw that begin no TLS record of a handshake. */
  public enum NotTls {
    /** They go to the origin. */
    FORWARD,
    /** They go to the origin once a request's head is complete (RFC 9112 2.1). */
    FORWARD_REQUEST,
    /** They are waited behind, as if they began a record: "GET " reads as one of 8 KB. */
    AWAIT,
    /** The alert handshake_failure, in clear. */
    ALERT,
    /** A page of the relay's own, in clear. */
    OWN_PAGE,
    CLOSE
  }

  public Opening {
    boolean looks = dial != Dial.AT_ACCEPT;
    boolean reads = looks && dial != Dial.AFTER_FIRST_BYTES;
    if (vpn.isPresent() && !looks) {
      throw new IllegalArgumentException("who dials at accept knows no VPN client");
    }
    if (!routes.fixed() && !reads) {
      throw new IllegalArgumentException("a relay that dials " + dial + " knows no name");
    }
  }

  /** Dials the origin at once, whatever will come. */
  public static Opening atAccept() {
    return new Opening(
        Dial.AT_ACCEPT,
        Optional.empty(),
        new Patience.Endless(),
        NotTls.FORWARD,
        SniRoutes.toOrigin());
  }

  /** Dials the origin after reading, whatever name is asked for. */
  public static Opening after(Dial dial, Patience patience, NotTls notTls) {
    return new Opening(dial, Optional.empty(), patience, notTls, SniRoutes.toOrigin());
  }

  /** The same in front of a VPN server. */
  public Opening beside(OpenVpn server) {
    return new Opening(dial, Optional.of(server), patience, notTls, routes);
  }

  /** The same, going by the name that is asked for. */
  public Opening by(SniRoutes names) {
    return new Opening(dial, vpn, patience, notTls, names);
  }
}
