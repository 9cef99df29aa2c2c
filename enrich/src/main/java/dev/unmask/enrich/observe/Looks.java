package dev.unmask.enrich.observe;

import dev.unmask.avro.ApplicationProbe;
import dev.unmask.avro.BannerClaims;
import dev.unmask.avro.Endpoint;
import dev.unmask.avro.HttpSummary;
import dev.unmask.avro.LivenessProbe;
import dev.unmask.avro.TlsProbe;
import dev.unmask.enrich.policy.Appearance;
import dev.unmask.enrich.probe.HostReport;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What of a host is compared with others of its certificate, to tell who differs: what stays the
 * same from host to host where one server is behind them. Peers choose it, so it is compared and
 * never shown.
 */
final class Looks {
  private static final Pattern AUTHORITY = Pattern.compile("[a-z]+://([^/?#]*)");
  private static final Pattern PRODUCT = Pattern.compile("[^/ (;,]*");

  private Looks() {}

  /** By its banner. */
  static String of(Endpoint endpoint, BannerClaims banner) {
    return joined(endpoint.getPort(), http(endpoint, banner.getHttp()));
  }

  /** By its report; empty without a completed handshake with that certificate. */
  static Optional<Appearance> of(
      Endpoint endpoint, Optional<String> fingerprint, HostReport report) {
    return report
        .tls()
        .filter(TlsProbe::getHandshakeCompleted)
        .filter(tls -> tls.getChain().stream().findFirst().equals(fingerprint))
        .map(
            tls ->
                new Appearance(
                    handshake(tls),
                    report
                        .application()
                        .map(application -> behaviour(endpoint, application, report.liveness()))));
  }

  private static String handshake(TlsProbe tls) {
    return joined(
        tls.getEngine(),
        tls.getProtocol(),
        tls.getCipherSuite(),
        tls.getApplicationProtocol(),
        tls.getClientCertificateRequested(),
        tls.getServerHello());
  }

  private static String behaviour(
      Endpoint endpoint, ApplicationProbe application, Optional<LivenessProbe> liveness) {
    return joined(
        endpoint.getPort(),
        application.getAnswer(),
        http(endpoint, application.getHttp()),
        liveness.map(Looks::life).orElse(""));
  }

  /** Who closes with our record unread resets, if it comes too soon: no difference. */
  private static String life(LivenessProbe liveness) {
    return (liveness.getResult() + "/" + liveness.getOrderlyClose()).replace("RESET", "CLOSED");
  }

  private static String http(Endpoint endpoint, @Nullable HttpSummary http) {
    return http == null
        ? ""
        : joined(
            http.getStatus(),
            authority(text(http.getLocation())).replace(endpoint.getIp(), "itself"),
            first(PRODUCT, text(http.getServer())),
            text(http.getTitle()).replaceAll("[0-9]+", ""));
  }

  private static String authority(String location) {
    var matcher = AUTHORITY.matcher(location);
    return matcher.lookingAt() ? matcher.group(1) : "";
  }

  private static String first(Pattern pattern, String text) {
    var matcher = pattern.matcher(text);
    return matcher.lookingAt() ? matcher.group() : "";
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String joined(@Nullable Object... parts) {
    return Arrays.stream(parts).map(String::valueOf).collect(Collectors.joining("\n"));
  }
}
