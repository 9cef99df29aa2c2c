package dev.unmask.enrich.probe;

import dev.unmask.avro.LivenessProbe;
import dev.unmask.avro.OpenVpnProbe;
import dev.unmask.avro.OrderlyCloseResult;
import dev.unmask.avro.TlsEngine;
import dev.unmask.enrich.probe.application.HttpGet;
import dev.unmask.enrich.probe.connection.Connection;
import dev.unmask.enrich.probe.connection.HostLine;
import dev.unmask.enrich.probe.legacy.LegacyHandshake;
import dev.unmask.enrich.probe.liveness.ForgedRecord;
import dev.unmask.enrich.probe.liveness.OrderlyClose;
import dev.unmask.enrich.probe.openvpn.OpenVpnReset;
import dev.unmask.enrich.probe.tls.Handshake;
import dev.unmask.enrich.probe.tls.TlsClients;
import dev.unmask.enrich.probe.tls.TlsHandshake;
import io.netty.util.concurrent.EventExecutorGroup;
import java.security.SecureRandom;
import java.util.function.Consumer;

/**
 * The list of probes, each with the limits it is made with. Adding a probe adds a method here, and
 * a step to {@link HostRun}.
 *
 * @param legacyExecutors where BouncyCastle computes
 */
record ProbeKit(
    ProberSettings settings,
    TlsClients clients,
    EventExecutorGroup legacyExecutors,
    SecureRandom random,
    String userAgent) {

  TlsHandshake handshake(HostLine line, HostTarget target) {
    return new TlsHandshake(
        line,
        target.endpoint().getPort(),
        clients,
        target.serverName(),
        settings.handshakeTimeout());
  }

  LegacyHandshake legacyHandshake(HostLine line, HostTarget target) {
    return new LegacyHandshake(
        line,
        target.endpoint().getPort(),
        target.serverName(),
        settings.handshakeTimeout(),
        legacyExecutors,
        random);
  }

  /** A handshake by the implementation that made an earlier one. */
  void sameHandshake(HostLine line, HostTarget target, TlsEngine engine, Consumer<Handshake> then) {
    if (engine == TlsEngine.BOUNCYCASTLE) {
      legacyHandshake(line, target).run(then);
    } else {
      handshake(line, target).run(then);
    }
  }

  HttpGet httpGet(Connection connection, HostTarget target, Consumer<HttpGet.Result> then) {
    return new HttpGet(
        connection,
        target.serverName().orElseGet(() -> hostLiteral(target)),
        userAgent,
        settings.silence(),
        settings.responseTimeout(),
        then);
  }

  ForgedRecord forgedRecord(Connection connection, String protocol, Consumer<LivenessProbe> then) {
    return new ForgedRecord(connection, protocol, settings.silence(), random, then);
  }

  OrderlyClose orderlyClose(Connection connection, Consumer<OrderlyCloseResult> then) {
    return new OrderlyClose(connection, settings.silence(), then);
  }

  void openVpn(HostLine line, Consumer<OpenVpnProbe> then) {
    OpenVpnReset.run(line, settings.vpnPort(), settings.vpnSilence(), random, then);
  }

  /** An address as a Host header has it (RFC 3986 3.2.2). */
  private static String hostLiteral(HostTarget target) {
    String ip = target.endpoint().getIp();
    return ip.contains(":") ? "[" + ip + "]" : ip;
  }
}
