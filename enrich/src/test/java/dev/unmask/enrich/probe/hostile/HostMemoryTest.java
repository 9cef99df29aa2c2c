package dev.unmask.enrich.probe.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.HostReport;
import dev.unmask.enrich.probe.peers.Conduct;
import dev.unmask.enrich.probe.peers.Conducts;
import dev.unmask.enrich.probe.peers.Peers;
import dev.unmask.enrich.probe.peers.Probing;
import dev.unmask.enrich.probe.visit.ProberSettings;
import dev.unmask.enrich.probe.visit.Tier;
import io.netty.util.internal.PlatformDependent;
import java.io.ByteArrayOutputStream;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * What hosts cost in memory that make us keep as much as can be: almost a whole Certificate message
 * of the largest size, and then nothing. Heap and direct buffers are measured, with what the
 * servers of the test hold; what BoringSSL keeps of the message in native memory comes besides.
 */
@Isolated
class HostMemoryTest {

  private static final int HOSTS = 100;
  private static final int CERTIFICATE = 250 * 1024;
  private static final long MOST_BYTES = 512 * 1024;

  @RegisterExtension final Peers peers = new Peers();
  @RegisterExtension final Probing probing = new Probing(settings());

  private static ProberSettings settings() {
    return Probing.settings()
        .with(times -> times.withConnecting(Duration.ofSeconds(5), Duration.ofSeconds(5)));
  }

  @Test
  void host_that_has_us_keep_a_certificate_costs_half_a_mebibyte() {
    Conduct stalling = Conducts.afterHearing(Conducts.saying(unfinishedCertificate()));
    visit(peers, stalling, 1).forEach(Probing::await);
    long before = held();

    List<CompletableFuture<HostReport>> reports = visit(peers, stalling, HOSTS);
    AtomicLong most = new AtomicLong();
    Awaitility.await()
        .atMost(Duration.ofSeconds(40))
        .until(
            () -> {
              most.accumulateAndGet(held(), Math::max);
              return reports.stream().allMatch(CompletableFuture::isDone);
            });
    long cost = (most.get() - before) / HOSTS;

    assertThat(cost).isLessThanOrEqualTo(MOST_BYTES);
    assertThat(reports)
        .allSatisfy(
            report ->
                assertThat(Probing.await(report).tls().orElseThrow().getOutcome())
                    .isEqualTo(Outcome.IO_TIMEOUT));
  }

  private List<CompletableFuture<HostReport>> visit(Peers peers, Conduct conduct, int hosts) {
    return IntStream.range(0, hosts)
        .mapToObj(i -> "127.7.0." + (1 + i))
        .map(
            address ->
                probing
                    .prober()
                    .probe(Probing.target(address, peers.tcpAt(address, conduct), Tier.HANDSHAKE)))
        .toList();
  }

  /** A ServerHello of TLS 1.2 and a Certificate message that lacks its end (RFC 5246 7.4). */
  private static byte[] unfinishedCertificate() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {22, 3, 3, 0, 42, 2, 0, 0, 38, 3, 3});
    out.writeBytes(new byte[33]);
    out.writeBytes(new byte[] {(byte) 0xc0, 0x2b, 0});
    int length = CERTIFICATE + 1_000;
    byte[] body = new byte[4 + CERTIFICATE];
    body[0] = 11;
    body[1] = (byte) (length >> 16);
    body[2] = (byte) (length >> 8);
    body[3] = (byte) length;
    for (int at = 0; at < body.length; at += 16_384) {
      int part = Math.min(16_384, body.length - at);
      out.writeBytes(new byte[] {22, 3, 3, (byte) (part >> 8), (byte) part});
      out.write(body, at, part);
    }
    return out.toByteArray();
  }

  /** Heap that is still referred to, and direct buffers. */
  private static long held() {
    System.gc();
    long direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()
        + direct
        + PlatformDependent.usedDirectMemory();
  }
}
