package dev.unmask.enrich.realpeers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.ApplicationAnswer;
import dev.unmask.avro.ApplicationProbe;
import dev.unmask.avro.AskedName;
import dev.unmask.avro.FirstAnswer;
import dev.unmask.avro.FirstBytes;
import dev.unmask.avro.FirstBytesProbe;
import dev.unmask.avro.FirstBytesTest;
import dev.unmask.avro.HalfCloseProbe;
import dev.unmask.avro.LivenessProbe;
import dev.unmask.avro.LivenessResult;
import dev.unmask.avro.OpenVpnProbe;
import dev.unmask.avro.ResumptionProbe;
import dev.unmask.avro.ResumptionTest;
import dev.unmask.avro.RoundTripProbe;
import dev.unmask.avro.RoundTripSample;
import dev.unmask.avro.SniProbe;
import dev.unmask.avro.SniTest;
import dev.unmask.avro.TlsProbe;
import dev.unmask.enrich.probe.HostReport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;

/** A visit that was begun; who asks for what was seen waits for its end. */
record Visited(CompletableFuture<HostReport> begun) {

  private static final int LONGEST_SECONDS = 85;

  HostReport report() {
    return begun.copy().orTimeout(LONGEST_SECONDS, TimeUnit.SECONDS).join();
  }

  /** The record of a probe, which must be there. */
  <R extends SpecificRecord> R saw(Class<R> probe) {
    return report().probe(probe).orElseThrow();
  }

  TlsProbe tls() {
    return saw(TlsProbe.class);
  }

  ApplicationProbe application() {
    return saw(ApplicationProbe.class);
  }

  LivenessProbe liveness() {
    return saw(LivenessProbe.class);
  }

  /** The handshakes with a name of a kind, or with none. */
  List<SniTest> asked(AskedName name) {
    return saw(SniProbe.class).getTests().stream().filter(test -> test.getAsked() == name).toList();
  }

  /** What OpenVPN's bytes drew on the TLS port. */
  OpenVpnProbe openVpn() {
    List<OpenVpnProbe> all = report().openVpn();
    return all.get(all.size() - 1);
  }

  /** The answers to a reset, a shortened one, one zero and two. */
  List<FirstAnswer> openVpnAnswers() {
    return openVpn().getTests().stream().map(FirstBytesTest::getAnswer).toList();
  }

  /** What a ClientHello with FIN drew. */
  FirstBytesTest halfClose() {
    return saw(HalfCloseProbe.class).getTest();
  }

  /** What half a ClientHello drew. */
  FirstBytesTest halfHello() {
    return firstBytes(FirstBytes.HALF_HELLO);
  }

  /** What HTTP in clear drew. */
  FirstBytesTest plainHttp() {
    return firstBytes(FirstBytes.PLAIN_HTTP);
  }

  /** What became of sessions that were begun elsewhere. */
  List<ResumptionTest> offered() {
    return saw(ResumptionProbe.class).getOthers();
  }

  /**
   * By how much the first flight, at its median, takes longer than the next round trip at its
   * shortest. A hello that is held up by a busy machine hides a leg that is dialled before it.
   */
  Duration extraLeg() {
    List<RoundTripSample> samples = saw(RoundTripProbe.class).getSamples();
    long[] flights =
        samples.stream()
            .filter(sample -> sample.getHelloDelayNanos() == 0)
            .mapToLong(RoundTripSample::getFirstFlightNanos)
            .sorted()
            .toArray();
    long next =
        samples.stream().mapToLong(RoundTripSample::getNextRoundTripNanos).min().orElseThrow();
    return Duration.ofNanos(flights[flights.length / 2] - next);
  }

  private FirstBytesTest firstBytes(FirstBytes sent) {
    return saw(FirstBytesProbe.class).getTests().stream()
        .filter(test -> test.getSent() == sent)
        .findFirst()
        .orElseThrow();
  }

  /** A key holder or a full relay: the page comes, and a forged record is told of. */
  void servesThePage() {
    assertThat(application().getAnswer()).isEqualTo(ApplicationAnswer.HTTP_RESPONSE);
    assertThat(application().getHttp().getStatus()).isEqualTo(200);
    assertThat(liveness().getResult()).isEqualTo(LivenessResult.ALERT);
  }

  /** Whatever name is asked for, there is one certificate. */
  void showsOneCertificateForAllNames() {
    assertThat(saw(SniProbe.class).getTests())
        .hasSizeGreaterThan(AskedName.values().length - 1)
        .allSatisfy(test -> assertThat(test.getChain()).isEqualTo(tls().getChain()));
  }

  /** A full relay: certificate, handshake, page and liveness are the origin's. */
  void looksLike(Visited origin) {
    servesThePage();
    assertThat(tls().getChain()).isEqualTo(origin.tls().getChain());
    assertThat(tls().getProtocol()).isEqualTo(origin.tls().getProtocol());
    assertThat(tls().getCipherSuite()).isEqualTo(origin.tls().getCipherSuite());
    assertThat(tls().getServerHello()).isNotNull().isEqualTo(origin.tls().getServerHello());
    assertThat(tls().getApplicationProtocol()).isEqualTo(origin.tls().getApplicationProtocol());
    assertThat(application().getBodySha256()).isEqualTo(origin.application().getBodySha256());
    assertThat(application().getHttp()).isEqualTo(origin.application().getHttp());
  }
}
