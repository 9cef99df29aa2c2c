package dev.unmask.enrich.probe.visit;

import java.time.Duration;

/**
 * Time limits of the probes. All deadlines are absolute: they run from the start of what they
 * limit, whatever the peer sends meanwhile.
 *
 * @param connectTimeout from SYN to established
 * @param handshakeTimeout from ClientHello to Finished
 * @param silence how long an open connection must say nothing to be called silent or held
 * @param responseTimeout from the request to the end of its answer; at least {@code silence}
 * @param vpnSilence how long an answer to the OpenVPN reset is waited for
 * @param fastWatch how long a host is watched that holds first bytes, by the fast profile
 * @param thoroughWatch the same by the thorough profile; at least {@code fastWatch}
 * @param hostDeadline for all probes of the tiers HANDSHAKE and APPLICATION together
 */
public record ProbeTimings(
    Duration connectTimeout,
    Duration handshakeTimeout,
    Duration silence,
    Duration responseTimeout,
    Duration vpnSilence,
    Duration fastWatch,
    Duration thoroughWatch,
    Duration hostDeadline) {

  public ProbeTimings {
    positive("connectTimeout", connectTimeout);
    positive("handshakeTimeout", handshakeTimeout);
    positive("silence", silence);
    positive("vpnSilence", vpnSilence);
    positive("fastWatch", fastWatch);
    positive("hostDeadline", hostDeadline);
    notShorter("responseTimeout", responseTimeout, "silence", silence);
    notShorter("thoroughWatch", thoroughWatch, "fastWatch", fastWatch);
  }

  /**
   * What suits the open internet: 5 s of silence; 12 s and 65 s of holding, since OpenVPN's
   * hand-window is 60 s; 40 s for a host.
   */
  public static ProbeTimings defaults() {
    return new ProbeTimings(
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(3),
        Duration.ofSeconds(12),
        Duration.ofSeconds(65),
        Duration.ofSeconds(40));
  }

  /** These limits with other silences: of an open connection, and after an OpenVPN reset. */
  public ProbeTimings withSilence(Duration held, Duration vpn) {
    Duration response = responseTimeout.compareTo(held) < 0 ? held : responseTimeout;
    return new ProbeTimings(
        connectTimeout,
        handshakeTimeout,
        held,
        response,
        vpn,
        fastWatch,
        thoroughWatch,
        hostDeadline);
  }

  /** These limits with other times of watching. */
  public ProbeTimings withWatch(Duration fast, Duration thorough) {
    return new ProbeTimings(
        connectTimeout,
        handshakeTimeout,
        silence,
        responseTimeout,
        vpnSilence,
        fast,
        thorough,
        hostDeadline);
  }

  /** These limits with another deadline for a host. */
  public ProbeTimings withHostDeadline(Duration deadline) {
    return new ProbeTimings(
        connectTimeout,
        handshakeTimeout,
        silence,
        responseTimeout,
        vpnSilence,
        fastWatch,
        thoroughWatch,
        deadline);
  }

  /** These limits with others to get through by. */
  public ProbeTimings withConnecting(Duration connect, Duration handshake) {
    return new ProbeTimings(
        connect,
        handshake,
        silence,
        responseTimeout,
        vpnSilence,
        fastWatch,
        thoroughWatch,
        hostDeadline);
  }

  /** How long a host is watched that holds first bytes, at a tier that watches it. */
  public Duration watch(Tier tier) {
    return tier.includes(Tier.TIMINGS) ? thoroughWatch : fastWatch;
  }

  /** For all probes of one host together, waits for rates not counted. */
  public Duration deadline(Tier tier) {
    return switch (tier) {
      case HANDSHAKE, APPLICATION -> hostDeadline;
      case MANNERS -> hostDeadline.plus(mannersTime());
      case TIMINGS -> hostDeadline.plus(mannersTime()).plus(timingsTime());
    };
  }

  /** Some ten connections that may each be held. */
  private Duration mannersTime() {
    return fastWatch.plus(silence).multipliedBy(10);
  }

  /** Six thorough holds, and a dozen round trips of a second or so. */
  private Duration timingsTime() {
    return thoroughWatch.multipliedBy(6).plus(silence.multipliedBy(12));
  }

  private static void positive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " is above zero, not " + value);
    }
  }

  private static void notShorter(String name, Duration value, String other, Duration least) {
    if (value.compareTo(least) < 0) {
      throw new IllegalArgumentException(name + " is shorter than " + other);
    }
  }
}
