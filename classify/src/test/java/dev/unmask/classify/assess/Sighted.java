package dev.unmask.classify.assess;

import static dev.unmask.classify.model.HostBuilder.aHost;

import dev.unmask.classify.model.HostBuilder;
import dev.unmask.classify.model.Manners.FirstBytes;
import dev.unmask.classify.model.Manners.HalfClose;
import dev.unmask.classify.model.Manners.PlainHttp;
import dev.unmask.classify.model.Manners.Resumption;
import dev.unmask.classify.model.Manners.RoundTrips;
import dev.unmask.classify.model.Manners.SniMatrix;
import dev.unmask.classify.model.Speech.Answer;
import dev.unmask.classify.model.Speech.Liveness;
import dev.unmask.classify.model.Vpn;

/**
 * Hosts as a stranger sees them by all tests of all tiers: the owner's own, today's relays, and
 * those who hold a stolen key.
 */
final class Sighted {

  static final String OWNER = "microsoft";
  static final String CONTENT = "c0deabcd";

  private Sighted() {}

  /** A server of the owner's: takes every name, sends its flight, resumes the owner's sessions. */
  static HostBuilder owners() {
    return manners(aHost().inside(OWNER).alerting().redirectingTo(OWNER, CONTENT).noVpn());
  }

  /** The owner's server behind something that a stranger cannot see: a NAT. */
  static HostBuilder nat() {
    return manners(aHost().alerting().redirectingTo(OWNER, CONTENT).noVpn())
        .portShare(Vpn.PortShare.NOT_SHARED);
  }

  private static HostBuilder manners(HostBuilder host) {
    return host.resumption(Resumption.RESUMED_FROM_OWNER)
        .halfClose(HalfClose.FLIGHT_CAME)
        .roundTrips(RoundTrips.NO_GAP)
        .names(SniMatrix.SAME_FOR_ALL)
        .firstBytes(FirstBytes.HELD, PlainHttp.HTTP);
  }

  /** A full relay in user space, some way from its origin. */
  static HostBuilder relay() {
    return nat().roundTrips(RoundTrips.EXTRA_LEG);
  }

  static HostBuilder reality() {
    return relay();
  }

  static HostBuilder shadowTlsOne(Liveness liveness, Answer answer) {
    return relay()
        .liveness(liveness)
        .answered(answer, "")
        .halfClose(HalfClose.FLIGHT_LOST)
        .firstBytes(FirstBytes.HELD, PlainHttp.OTHERWISE);
  }

  static HostBuilder shadowTlsThree() {
    return relay().halfClose(HalfClose.FLIGHT_LOST).firstBytes(FirstBytes.HELD, PlainHttp.HELD);
  }

  static HostBuilder shadowTlsWildcard() {
    return shadowTlsThree().names(SniMatrix.ITS_OWN_FOR_ALL);
  }

  static HostBuilder cloak() {
    return relay().halfClose(HalfClose.FLIGHT_LOST).firstBytes(FirstBytes.CLOSED, PlainHttp.HTTP);
  }

  static HostBuilder mtproxy() {
    return relay().halfClose(HalfClose.FLIGHT_LOST);
  }

  static HostBuilder mtprotoproxy() {
    return cloak();
  }

  static HostBuilder mtg() {
    return relay().firstBytes(FirstBytes.CLOSED, PlainHttp.HTTP);
  }

  static HostBuilder telemt() {
    return mtg().names(SniMatrix.REFUSES_OTHERS);
  }

  static HostBuilder psiphon() {
    return relay().halfClose(HalfClose.FLIGHT_LOST);
  }

  static HostBuilder portShare(Vpn.PortShare share) {
    return relay().halfClose(HalfClose.FLIGHT_LOST).portShare(share);
  }

  static HostBuilder nginxStream() {
    return relay().halfClose(HalfClose.FLIGHT_LOST);
  }

  static HostBuilder haproxy() {
    return relay().firstBytes(FirstBytes.CLOSED, PlainHttp.CLOSED).names(SniMatrix.REFUSES_OTHERS);
  }

  static HostBuilder sniproxy() {
    return relay()
        .halfClose(HalfClose.FLIGHT_LOST)
        .firstBytes(FirstBytes.HELD, PlainHttp.TLS_ALERT)
        .names(SniMatrix.ITS_OWN_FOR_ALL);
  }

  static HostBuilder sslh() {
    return relay()
        .halfClose(HalfClose.FLIGHT_LOST)
        .firstBytes(FirstBytes.ANSWERED, PlainHttp.OTHERWISE)
        .portShare(Vpn.PortShare.SHARED);
  }

  /** The key on a stack of its own, with a page of its own, that has nothing of the owner's. */
  static HostBuilder keyHolder() {
    return aHost()
        .alerting()
        .answered(Answer.HTTP_SUCCESS, "0badabcd")
        .tls("0b0b0b0b")
        .noVpn()
        .portShare(Vpn.PortShare.NOT_SHARED)
        .resumption(Resumption.REFUSED_OWNERS)
        .halfClose(HalfClose.FLIGHT_CAME)
        .roundTrips(RoundTrips.NO_GAP)
        .names(SniMatrix.SAME_FOR_ALL)
        .firstBytes(FirstBytes.CLOSED, PlainHttp.TLS_ALERT);
  }

  /** The same behind a balancer of its own, which a stranger takes for a leg and a lost flight. */
  static HostBuilder keyHolderBehindBalancer() {
    return keyHolder().roundTrips(RoundTrips.EXTRA_LEG).halfClose(HalfClose.FLIGHT_LOST);
  }

  /** The same on a server that closes without a word, and takes no request. */
  static HostBuilder wordlessKeyHolder() {
    return keyHolder().liveness(Liveness.CLOSED).answered(Answer.CLOSED, "");
  }
}
