package dev.unmask.enrich.probe;

import java.time.Duration;

/**
 * Limits of the probes. All deadlines are absolute: they run from the start of what they limit,
 * whatever the peer sends meanwhile.
 *
 * @param connectTimeout from SYN to established
 * @param handshakeTimeout from ClientHello to Finished
 * @param silence how long an open connection must say nothing to be called silent or held
 * @param responseTimeout from the request to the end of its answer; at least {@code silence}
 * @param vpnSilence how long an answer to the OpenVPN reset is waited for
 * @param hostDeadline for all probes of one host together
 * @param maxBytes read from one host, all connections together, at least 16 KiB
 * @param vpnPort where OpenVPN is looked for
 * @param eventLoops threads that do the I/O and the handshakes
 * @param parsers threads that parse and judge certificates, and compute what is slow
 * @param nativeTls whether BoringSSL is used where it loads; the JDK's engine otherwise
 */
public record ProberSettings(
    Duration connectTimeout,
    Duration handshakeTimeout,
    Duration silence,
    Duration responseTimeout,
    Duration vpnSilence,
    Duration hostDeadline,
    int maxBytes,
    int vpnPort,
    int eventLoops,
    int parsers,
    boolean nativeTls) {

  public ProberSettings {
    positive("connectTimeout", connectTimeout);
    positive("handshakeTimeout", handshakeTimeout);
    positive("silence", silence);
    positive("vpnSilence", vpnSilence);
    positive("hostDeadline", hostDeadline);
    check(responseTimeout.compareTo(silence) >= 0, "responseTimeout is shorter than silence");
    check(maxBytes >= 16_384, "maxBytes is at least 16384, not " + maxBytes);
    check(vpnPort >= 1 && vpnPort <= 65_535, "vpnPort is 1 to 65535, not " + vpnPort);
    check(eventLoops >= 1, "eventLoops is at least 1, not " + eventLoops);
    check(parsers >= 1, "parsers is at least 1, not " + parsers);
  }

  /** What suits the open internet: 5 s of silence, 40 s and 512 KiB for a host. */
  public static ProberSettings defaults() {
    return new ProberSettings(
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(3),
        Duration.ofSeconds(40),
        512 * 1024,
        1194,
        1,
        1,
        true);
  }

  /** These limits with another deadline for a host. */
  public ProberSettings withHostDeadline(Duration deadline) {
    return new ProberSettings(
        connectTimeout,
        handshakeTimeout,
        silence,
        responseTimeout,
        vpnSilence,
        deadline,
        maxBytes,
        vpnPort,
        eventLoops,
        parsers,
        nativeTls);
  }

  /** These limits with other silences: of an open connection, and after an OpenVPN reset. */
  public ProberSettings withSilence(Duration held, Duration vpn) {
    return new ProberSettings(
        connectTimeout,
        handshakeTimeout,
        held,
        responseTimeout.compareTo(held) < 0 ? held : responseTimeout,
        vpn,
        hostDeadline,
        maxBytes,
        vpnPort,
        eventLoops,
        parsers,
        nativeTls);
  }

  /** These limits with another place to look for OpenVPN. */
  public ProberSettings withVpnPort(int port) {
    return new ProberSettings(
        connectTimeout,
        handshakeTimeout,
        silence,
        responseTimeout,
        vpnSilence,
        hostDeadline,
        maxBytes,
        port,
        eventLoops,
        parsers,
        nativeTls);
  }

  /** These limits with the JDK's TLS engine, which is slow, and which no packet crashes. */
  public ProberSettings withJdkTls() {
    return new ProberSettings(
        connectTimeout,
        handshakeTimeout,
        silence,
        responseTimeout,
        vpnSilence,
        hostDeadline,
        maxBytes,
        vpnPort,
        eventLoops,
        parsers,
        false);
  }

  private static void positive(String name, Duration value) {
    check(!value.isNegative() && !value.isZero(), name + " is above zero, not " + value);
  }

  private static void check(boolean holds, String complaint) {
    if (!holds) {
      throw new IllegalArgumentException(complaint);
    }
  }
}
