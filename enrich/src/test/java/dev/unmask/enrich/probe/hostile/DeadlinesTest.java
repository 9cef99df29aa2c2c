package dev.unmask.enrich.probe.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.enrich.probe.application.ApplicationData;
import dev.unmask.enrich.probe.application.Questions;
import dev.unmask.enrich.probe.firstbytes.FirstBytesOnTlsPort;
import dev.unmask.enrich.probe.halfclose.HalfClose;
import dev.unmask.enrich.probe.handshake.HandshakeProbe;
import dev.unmask.enrich.probe.liveness.Liveness;
import dev.unmask.enrich.probe.openvpn.OpenVpnDatagram;
import dev.unmask.enrich.probe.openvpn.OpenVpnOnTlsPort;
import dev.unmask.enrich.probe.openvpn.OpenVpnPort;
import dev.unmask.enrich.probe.peers.Conduct;
import dev.unmask.enrich.probe.peers.Conducts;
import dev.unmask.enrich.probe.peers.Peers;
import dev.unmask.enrich.probe.peers.Probing;
import dev.unmask.enrich.probe.peers.UdpPeers;
import dev.unmask.enrich.probe.peers.Visiting;
import dev.unmask.enrich.probe.resumption.SessionResumption;
import dev.unmask.enrich.probe.roundtrip.RoundTrips;
import dev.unmask.enrich.probe.sni.SniMatrix;
import dev.unmask.enrich.probe.visit.HostTarget;
import dev.unmask.enrich.probe.visit.Probe;
import dev.unmask.enrich.probe.visit.ProbeTimings;
import dev.unmask.enrich.probe.visit.ProberSettings;
import dev.unmask.enrich.probe.visit.Tier;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each probe alone, at a host that stalls exactly in it: it ends at its own deadline, and at most a
 * quarter of a second later, besides what this machine's timers lose meanwhile.
 */
@Isolated
class DeadlinesTest {

  private static final Duration GRACE = Duration.ofMillis(250);
  private static final Duration HANDSHAKE = Duration.ofMillis(500);
  private static final Duration SILENCE = Duration.ofMillis(300);
  private static final Duration RESPONSE = Duration.ofMillis(600);
  private static final Duration HOST = Duration.ofSeconds(40);
  private static final Duration SETTLING = Duration.ofMillis(50);

  /** Once something has come, the first bytes are watched for so long. */
  private static final Duration AFTER_ANSWER = Duration.ofSeconds(1);

  private static final int NAMES = 4;
  private static final int FIRST_BYTES_OF_OPENVPN = 4;
  private static final int DRIP_MILLIS = 50;

  @RegisterExtension final Peers peers = new Peers();
  @RegisterExtension final UdpPeers udp = new UdpPeers();
  @RegisterExtension final Visiting visiting = new Visiting(settings());

  /**
   * A probe, a host that stalls in it, and how long that may take.
   *
   * @param probe by the port that answers
   */
  private record Stall(
      String name, IntFunction<Probe> probe, Supplier<Conduct> conduct, Duration own) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static ProberSettings settings() {
    return Probing.settings()
        .with(
            times ->
                new ProbeTimings(
                    HANDSHAKE, HANDSHAKE, SILENCE, RESPONSE, SILENCE, SILENCE, SILENCE, HOST));
  }

  static Stream<Stall> stalls() {
    return Stream.of(shaking(), speaking(), living(), behaving(), openVpn()).flatMap(each -> each);
  }

  private static Stream<Stall> shaking() {
    return Stream.of(
        stall("a handshake", new HandshakeProbe(), Conducts::silent, HANDSHAKE),
        stall("a handshake that drips", new HandshakeProbe(), DeadlinesTest::dripping, HANDSHAKE),
        stall("names", new SniMatrix(), DeadlinesTest::thenSilent, HANDSHAKE.multipliedBy(NAMES)),
        stall(
            "names that drip",
            new SniMatrix(),
            DeadlinesTest::thenDripping,
            HANDSHAKE.multipliedBy(NAMES)),
        stall("a session", resumption(), DeadlinesTest::thenSilent, HANDSHAKE),
        stall("a session that drips", resumption(), DeadlinesTest::thenDripping, HANDSHAKE),
        stall("round trips", new RoundTrips(), DeadlinesTest::thenSilent, HANDSHAKE),
        stall("round trips that drip", new RoundTrips(), DeadlinesTest::thenDripping, HANDSHAKE));
  }

  private static Stream<Stall> speaking() {
    String entry = "0\u0082\u0010\0\2\1\1d\u0082\u000f\u00f0\4\u0082\u000f\0";
    return Stream.of(
        stall("an HTTP response", new ApplicationData(), DeadlinesTest::tlsSilent, SILENCE),
        stall(
            "an HTTP response that drips",
            new ApplicationData(),
            tlsDripping("HTTP/1.1 200 OK\r\n"),
            RESPONSE),
        stall("a root DSE", Questions.rootDse(), DeadlinesTest::tlsSilent, SILENCE),
        stall("a root DSE that drips", Questions.rootDse(), tlsDripping(entry), RESPONSE),
        stall("a greeting", Questions.none(), DeadlinesTest::tlsSilent, SILENCE));
  }

  private static Stream<Stall> living() {
    return Stream.of(
        stall("a forged record", new Liveness(), DeadlinesTest::tlsSilent, SILENCE),
        stall("a forged record that drips", new Liveness(), tlsDripping("a"), SILENCE),
        stall(
            "a handshake before a close_notify",
            new Liveness(),
            () -> Conducts.firstThen(tls(Socket::close), Conducts.silent()),
            HANDSHAKE));
  }

  private static Stream<Stall> behaving() {
    return Stream.of(
        stall("half a close", new HalfClose(), DeadlinesTest::thenHolding, SILENCE),
        stall(
            "half a close that drips", new HalfClose(), DeadlinesTest::thenDripping, AFTER_ANSWER),
        stall(
            "first bytes",
            new FirstBytesOnTlsPort(),
            DeadlinesTest::thenSilent,
            SILENCE.multipliedBy(2)),
        stall(
            "first bytes that drip",
            new FirstBytesOnTlsPort(),
            DeadlinesTest::thenDripping,
            AFTER_ANSWER.multipliedBy(2)));
  }

  private static Stream<Stall> openVpn() {
    return Stream.of(
        stall(
            "OpenVPN on the TLS port",
            new OpenVpnOnTlsPort(),
            DeadlinesTest::thenSilent,
            SILENCE.multipliedBy(FIRST_BYTES_OF_OPENVPN)),
        new Stall("OpenVPN", OpenVpnPort::new, Conducts::silent, SETTLING.plus(SILENCE)),
        new Stall("OpenVPN that drips", OpenVpnPort::new, DeadlinesTest::dripping, AFTER_ANSWER));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stalls")
  void probe_ends_at_its_own_deadline(Stall stall) {
    inTime(
        stall.own(),
        () -> {
          int port = peers.tcp(stall.conduct().get());
          return visiting.time(stall.probe().apply(port), Probing.target(port, Tier.MANNERS));
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1_000})
  void openvpn_by_datagrams_ends_at_its_own_deadline(int answers) {
    int vpn =
        udp.udp(
            (own, from, bytes) -> {
              for (int i = 0; i < answers; i++) {
                UdpPeers.answer(own, from, new byte[] {1});
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(DRIP_MILLIS));
              }
            });
    HostTarget host = Probing.target(peers.refusing(), Tier.MANNERS);

    inTime(SILENCE, () -> visiting.time(new OpenVpnDatagram(vpn), host));
  }

  /**
   * A machine that is busy is asked again, and so is a peer of ours that did not stall: our limits
   * are broken only if they always are.
   */
  private static void inTime(Duration own, Supplier<Visiting.Timed> visit) {
    Duration latest = own.plus(GRACE);
    Visiting.Timed timed = visit.get();
    for (int again = 0; again < 2 && !isWithin(SILENCE, latest, timed); again++) {
      timed = visit.get();
    }

    assertThat(timed.byHost()).as("%s", timed).isLessThanOrEqualTo(latest);
    assertThat(timed.taken()).as("it did stall: %s", timed).isGreaterThanOrEqualTo(SILENCE);
  }

  private static boolean isWithin(Duration least, Duration most, Visiting.Timed timed) {
    return timed.byHost().compareTo(most) <= 0 && timed.taken().compareTo(least) >= 0;
  }

  private static Stall stall(String name, Probe probe, Supplier<Conduct> conduct, Duration own) {
    return new Stall(name, port -> probe, conduct, own);
  }

  private static Probe resumption() {
    return new SessionResumption(Clock.systemUTC(), Runnable::run, new SecureRandom());
  }

  private static Conduct dripping() {
    return Conducts.dripping("\u0016\u0003\u0003@\0\2", DRIP_MILLIS);
  }

  private static Conduct thenSilent() {
    return Conducts.firstThen(tls(Conducts.silent()), Conducts.silent());
  }

  /** Does not even close when the other side does. */
  private static Conduct thenHolding() {
    return Conducts.firstThen(
        tls(Conducts.silent()),
        socket -> {
          while (!Thread.currentThread().isInterrupted()) {
            LockSupport.park();
          }
        });
  }

  private static Conduct thenDripping() {
    return Conducts.firstThen(tls(Conducts.silent()), dripping());
  }

  private static Conduct tlsSilent() {
    return tls(Conducts.silent());
  }

  /** Shakes hands, and says something through TLS, whatever comes. */
  private static Supplier<Conduct> tlsDripping(String beginning) {
    return () ->
        Peers.overTls(HostilePeers.SERVER, "TLSv1.3", Conducts.dripping(beginning, DRIP_MILLIS));
  }

  /** Shakes hands, reads one thing, and goes on beneath TLS, where nothing is decrypted. */
  private static Conduct tls(Conduct beneath) {
    return socket ->
        Peers.overTls(
                HostilePeers.SERVER, "TLSv1.3", tls -> Conducts.afterHearing(beneath).meet(socket))
            .meet(socket);
  }
}
