package dev.unmask.enrich.probe.visit;

import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * Limits of the probes.
 *
 * @param maxBytes read from one host, all connections together, at least 16 KiB
 * @param vpnPort where OpenVPN is looked for
 * @param eventLoops threads that do the I/O and the handshakes
 * @param parsers threads that parse and judge certificates, and compute what is slow
 * @param nativeTls whether BoringSSL is used where it loads; the JDK's engine otherwise
 */
public record ProberSettings(
    ProbeTimings timings,
    int maxBytes,
    int vpnPort,
    int eventLoops,
    int parsers,
    boolean nativeTls) {

  public ProberSettings {
    check(maxBytes >= 16_384, "maxBytes is at least 16384, not " + maxBytes);
    check(vpnPort >= 1 && vpnPort <= 65_535, "vpnPort is 1 to 65535, not " + vpnPort);
    check(eventLoops >= 1, "eventLoops is at least 1, not " + eventLoops);
    check(parsers >= 1, "parsers is at least 1, not " + parsers);
  }

  /** What suits the open internet: 512 KiB from a host, and the times of {@link ProbeTimings}. */
  public static ProberSettings defaults() {
    return new ProberSettings(ProbeTimings.defaults(), 512 * 1024, 1194, 1, 1, true);
  }

  /** These limits with other times. */
  public ProberSettings with(UnaryOperator<ProbeTimings> change) {
    return new ProberSettings(
        change.apply(timings), maxBytes, vpnPort, eventLoops, parsers, nativeTls);
  }

  /** These limits with another deadline for a host. */
  public ProberSettings withHostDeadline(Duration deadline) {
    return with(times -> times.withHostDeadline(deadline));
  }

  /** These limits with other silences: of an open connection, and after an OpenVPN reset. */
  public ProberSettings withSilence(Duration held, Duration vpn) {
    return with(times -> times.withSilence(held, vpn));
  }

  /** These limits with another place to look for OpenVPN. */
  public ProberSettings withVpnPort(int port) {
    return new ProberSettings(timings, maxBytes, port, eventLoops, parsers, nativeTls);
  }

  /** These limits with other threads. */
  public ProberSettings withThreads(int loops, int parsing) {
    return new ProberSettings(timings, maxBytes, vpnPort, loops, parsing, nativeTls);
  }

  /** These limits with the JDK's TLS engine, which is slow, and which no packet crashes. */
  public ProberSettings withJdkTls() {
    return new ProberSettings(timings, maxBytes, vpnPort, eventLoops, parsers, false);
  }

  private static void check(boolean holds, String complaint) {
    if (!holds) {
      throw new IllegalArgumentException(complaint);
    }
  }
}
