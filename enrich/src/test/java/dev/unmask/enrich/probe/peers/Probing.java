package dev.unmask.enrich.probe.peers;

import dev.unmask.avro.Endpoint;
import dev.unmask.avro.Transport;
import dev.unmask.enrich.chain.ChainJudge;
import dev.unmask.enrich.chain.TrustStores;
import dev.unmask.enrich.probe.HostProber;
import dev.unmask.enrich.probe.HostReport;
import dev.unmask.enrich.probe.visit.HostTarget;
import dev.unmask.enrich.probe.visit.ProberSettings;
import dev.unmask.enrich.probe.visit.Tier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A prober with short silences, closed after the test, and the ways to use it. */
public final class Probing implements AfterEachCallback {

  /** Long enough for a busy machine to answer in, short enough to wait for. */
  public static final Duration SILENCE = Duration.ofMillis(1_500);

  public static final String NAME = "www.update.example.com";

  private final HostProber prober;

  public Probing(ProberSettings settings) {
    this.prober =
        new HostProber(
            settings,
            address -> Optional.empty(),
            target -> CompletableFuture.completedFuture(null),
            new ChainJudge(TrustStores.load(List.of())),
            "unmask/test (+mailto:abuse@example.com)");
  }

  public Probing() {
    this(settings());
  }

  /** Short silences, and no VPN port that answers. */
  public static ProberSettings settings() {
    return ProberSettings.defaults().withSilence(SILENCE, SILENCE).withVpnPort(1);
  }

  public static HostTarget target(int port, Tier tier) {
    return target("127.0.0.1", port, tier);
  }

  public static HostTarget target(String address, int port, Tier tier) {
    return target(address, port, false, tier);
  }

  /** A target at another address of 127.0.0.0/8, inside its owner's networks or not. */
  public static HostTarget target(String address, int port, boolean insideOwner, Tier tier) {
    return new HostTarget(
        Endpoint.newBuilder().setIp(address).setPort(port).setTransport(Transport.TCP).build(),
        Optional.of(NAME),
        Optional.empty(),
        OptionalLong.empty(),
        insideOwner,
        tier);
  }

  public HostReport handshake(int port) {
    return await(prober.probe(target(port, Tier.HANDSHAKE)));
  }

  public HostReport fully(int port) {
    return await(prober.probe(target(port, Tier.APPLICATION)));
  }

  /** With everything but the long holds. */
  public HostReport manners(int port) {
    return await(prober.probe(target(port, Tier.MANNERS)));
  }

  public HostProber prober() {
    return prober;
  }

  public static HostReport await(CompletableFuture<HostReport> report) {
    return report.orTimeout(60, TimeUnit.SECONDS).join();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    prober.close();
  }
}
