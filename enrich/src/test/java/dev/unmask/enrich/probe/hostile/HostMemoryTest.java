package dev.unmask.enrich.probe.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.enrich.probe.hostile.ProbingProcess.Cost;
import dev.unmask.enrich.probe.peers.Conduct;
import dev.unmask.enrich.probe.peers.Conducts;
import dev.unmask.enrich.probe.peers.Peers;
import dev.unmask.enrich.probe.peers.Probing;
import dev.unmask.enrich.probe.visit.HostTarget;
import dev.unmask.enrich.probe.visit.Tier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What hosts cost in memory that make us keep as much as can be, heap, direct buffers and what
 * BoringSSL allocates taken together, while a whole crowd of them is held at once.
 */
@EnabledOnOs(OS.LINUX)
@Isolated
class HostMemoryTest {

  /** So many that what the process itself takes meanwhile is little beside them. */
  private static final int HOSTS = 180;

  private static final int MOST_BYTES = 512 * 1024;
  private static final int RECORD = 16_384;

  /** Just below the size that is usual, with the messages around it. */
  private static final int USUAL = 62 * 1024;

  private static final int LARGEST = 250 * 1024;

  @RegisterExtension final Peers peers = new Peers();

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void host_that_stalls_in_a_certificate_message(boolean nativeTls) throws IOException {
    Cost cost = cost(nativeTls, saying(unfinishedCertificate(LARGEST)));

    assertThat(cost.bytes()).as("%s", cost).isLessThanOrEqualTo(MOST_BYTES);
  }

  /** BoringSSL holds it as a message, in its transcript and as certificates. */
  @ParameterizedTest
  @ValueSource(ints = {USUAL, LARGEST})
  void host_that_stalls_after_its_certificates(int length) throws IOException {
    Cost cost = cost(true, saying(unfinishedKeyExchange(length)));

    assertThat(cost.bytes()).as("%s", cost).isLessThanOrEqualTo(MOST_BYTES);
    assertThat(cost.certificates()).isPositive();
  }

  private Cost cost(boolean nativeTls, Conduct conduct) throws IOException {
    List<HostTarget> hosts =
        IntStream.range(0, ProbingProcess.FIRST + HOSTS)
            .mapToObj(i -> "127.7.0." + (1 + i))
            .map(address -> Probing.target(address, peers.tcpAt(address, conduct), Tier.HANDSHAKE))
            .toList();
    return ProbingProcess.visiting(nativeTls, hosts);
  }

  private static Conduct saying(byte[] messages) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = 0; at < messages.length; at += RECORD) {
      int part = Math.min(RECORD, messages.length - at);
      out.writeBytes(new byte[] {22, 3, 3, (byte) (part >> 8), (byte) part});
      out.write(messages, at, part);
    }
    return Conducts.afterHearing(Conducts.saying(out.toByteArray()));
  }

  /** A Certificate message that lacks its end (RFC 5246 7.4.2). */
  private static byte[] unfinishedCertificate(int length) {
    ByteArrayOutputStream out = serverHello();
    header(out, 11, length + 1_000);
    out.writeBytes(new byte[length]);
    return out.toByteArray();
  }

  /** One that is whole, and a ServerKeyExchange that is not (RFC 5246 7.4.3). */
  private static byte[] unfinishedKeyExchange(int length) {
    byte[] leaf = HostilePeers.SERVER.ders().get(0);
    byte[] other = new byte[length - leaf.length - 9];
    ByteArrayOutputStream out = serverHello();
    header(out, 11, length);
    uint24(out, length - 3);
    uint24(out, leaf.length);
    out.writeBytes(leaf);
    uint24(out, other.length);
    out.writeBytes(other);
    header(out, 12, 1_000);
    out.writeBytes(new byte[500]);
    return out.toByteArray();
  }

  /** Of TLS 1.2. */
  private static ByteArrayOutputStream serverHello() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    header(out, 2, 38);
    out.writeBytes(new byte[] {3, 3});
    out.writeBytes(new byte[33]);
    out.writeBytes(new byte[] {(byte) 0xc0, 0x2b, 0});
    return out;
  }

  private static void header(ByteArrayOutputStream out, int type, int length) {
    out.write(type);
    uint24(out, length);
  }

  private static void uint24(ByteArrayOutputStream out, int value) {
    out.write(value >> 16);
    out.write(value >> 8);
    out.write(value);
  }
}
