package dev.unmask.enrich.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.ApplicationAnswer;
import dev.unmask.avro.ApplicationProbe;
import dev.unmask.avro.BannerClaims;
import dev.unmask.avro.Endpoint;
import dev.unmask.avro.HttpSummary;
import dev.unmask.avro.LivenessProbe;
import dev.unmask.avro.LivenessResult;
import dev.unmask.avro.ServerHello;
import dev.unmask.avro.TlsProbe;
import dev.unmask.avro.Transport;
import dev.unmask.enrich.policy.Appearance;
import dev.unmask.enrich.probe.HostReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

final class LooksTest {
  private static final String LEAF = "ab".repeat(32);
  private static final Endpoint HERE = at("192.0.2.7");
  private static final Endpoint THERE = at("198.51.100.9");

  @Test
  void banners_of_hosts_behind_one_server_look_alike() {
    assertThat(banner(HERE, page(200, null, "nginx/1.18.0 (Ubuntu)", "Session 17")))
        .isEqualTo(banner(THERE, page(200, null, "nginx/1.20.1", "Session 9")));
    assertThat(banner(HERE, page(302, "https://192.0.2.7/a?s=1", "IIS", null)))
        .isEqualTo(banner(THERE, page(302, "https://198.51.100.9/b", "IIS", null)));
  }

  @Test
  void banners_differ_by_whether_there_was_an_answer_its_status_its_target_and_its_server() {
    assertThat(
            Stream.of(
                banner(HERE, null),
                banner(HERE, page(200, null, "nginx", null)),
                banner(HERE, page(403, null, "nginx", null)),
                banner(HERE, page(200, null, "IIS", null)),
                banner(HERE, page(200, null, "nginx", "Your update is ready")),
                banner(HERE, page(302, "https://www.example/", "nginx", null)),
                banner(HERE, page(302, "https://shop.example/", "nginx", null))))
        .doesNotHaveDuplicates();
  }

  @Test
  void a_handshake_looks_like_its_protocol_its_cipher_and_its_server_hello() {
    var hello = ServerHello.newBuilder().setExtensions(List.of(43, 51)).build();
    var other = ServerHello.newBuilder().setExtensions(List.of(51, 43)).build();

    assertThat(handshake(tls("TLSv1.3").setServerHello(hello)))
        .isEqualTo(handshake(tls("TLSv1.3").setServerHello(hello).setConnectNanos(9L)))
        .isNotEqualTo(handshake(tls("TLSv1.3").setServerHello(other)))
        .isNotEqualTo(handshake(tls("TLSv1.2").setServerHello(hello)));
  }

  @Test
  void who_was_asked_nothing_after_the_handshake_has_no_behaviour_to_compare() {
    assertThat(seen(tls("TLSv1.3").build()).orElseThrow().behaviour()).isEmpty();
  }

  @Test
  void behaviour_looks_like_the_answer_and_the_sign_of_life() {
    assertThat(
            Stream.of(
                behaviour(ApplicationAnswer.SILENCE, LivenessResult.HELD),
                behaviour(ApplicationAnswer.SILENCE, LivenessResult.ALERT),
                behaviour(ApplicationAnswer.HTTP_RESPONSE, LivenessResult.ALERT)))
        .doesNotHaveDuplicates();
    assertThat(behaviour(ApplicationAnswer.SILENCE, LivenessResult.RESET))
        .isEqualTo(behaviour(ApplicationAnswer.SILENCE, LivenessResult.CLOSED));
  }

  @Test
  void no_handshake_or_one_with_another_certificate_looks_like_nothing() {
    assertThat(seen(tls("TLSv1.3").setHandshakeCompleted(false).build())).isEmpty();
    assertThat(seen(tls("TLSv1.3").setChain(List.of("cd".repeat(32))).build())).isEmpty();
    assertThat(seen(tls("TLSv1.3").setChain(List.of()).build())).isEmpty();
  }

  private static String banner(Endpoint endpoint, HttpSummary http) {
    return Looks.of(endpoint, BannerClaims.newBuilder().setHttp(http).build());
  }

  private static HttpSummary page(int status, String location, String server, String title) {
    return new HttpSummary(status, location, server, title);
  }

  private static TlsProbe.Builder tls(String protocol) {
    return TlsProbe.newBuilder()
        .setHandshakeCompleted(true)
        .setProtocol(protocol)
        .setChain(List.of(LEAF));
  }

  private static String handshake(TlsProbe.Builder tls) {
    return seen(tls.build()).orElseThrow().handshake();
  }

  private static String behaviour(ApplicationAnswer answer, LivenessResult liveness) {
    return seen(
            tls("TLSv1.3").build(),
            ApplicationProbe.newBuilder().setAnswer(answer).build(),
            LivenessProbe.newBuilder().setResult(liveness).build())
        .flatMap(Appearance::behaviour)
        .orElseThrow();
  }

  private static Optional<Appearance> seen(SpecificRecord... probes) {
    return Looks.of(
        HERE,
        Optional.of(LEAF),
        new HostReport(Instant.EPOCH, List.of(probes), List.of(), List.of(), 1, 0, 0));
  }

  private static Endpoint at(String ip) {
    return new Endpoint(ip, 443, Transport.TCP);
  }
}
