package dev.unmask.classify.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Outcome;
import dev.unmask.avro.ServerHello;
import dev.unmask.avro.TlsAttempt;
import dev.unmask.avro.TlsEngine;
import dev.unmask.avro.TlsProbe;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class TlsShapeTest {

  @Test
  void the_order_of_extensions_the_session_id_the_group_and_a_retry_tell_servers_apart() {
    assertThat(
            Stream.of(
                shape(hello -> {}),
                shape(hello -> hello.setExtensions(List.of(23, 65_281, 35))),
                shape(hello -> hello.setExtensions(List.of(65_281, 23, 35, 16))),
                shape(hello -> hello.setSessionIdLength(0)),
                shape(hello -> hello.setGroup(29)),
                shape(hello -> hello.setRetried(true)),
                shape(hello -> hello.setCompressionMethod(1)),
                shape(hello -> hello.setVersion(0x0302))))
        .doesNotHaveDuplicates();
  }

  @Test
  void so_does_the_request_for_a_certificate() {
    assertThat(TlsShape.of(tls(TlsEngine.BORINGSSL).setClientCertificateRequested(true).build()))
        .isNotEqualTo(TlsShape.of(tls(TlsEngine.BORINGSSL).build()));
  }

  @Test
  void an_ocsp_response_that_is_not_at_hand_makes_no_other_server_of_it() {
    assertThat(shape(hello -> hello.setExtensions(List.of(0, 65_281, 5, 23, 35))))
        .isEqualTo(shape(hello -> {}));
  }

  @Test
  void times_of_the_handshake_are_not_in_it() {
    assertThat(TlsShape.of(tls(TlsEngine.BORINGSSL).setHandshakeNanos(7L).build()))
        .isEqualTo(TlsShape.of(tls(TlsEngine.BORINGSSL).build()));
  }

  @Test
  void the_first_digit_is_the_engine_that_asked() {
    assertThat(
            Stream.of(TlsEngine.BORINGSSL, TlsEngine.JDK, TlsEngine.BOUNCYCASTLE, TlsEngine.NONE)
                .map(engine -> TlsShape.of(tls(engine).build())))
        .allMatch(shape -> shape.length() == 8)
        .extracting(shape -> shape.substring(0, 1))
        .containsExactly("0", "1", "2", "f");
  }

  @Test
  void a_handshake_without_tls_1_3_was_asked_otherwise_than_one_with_it() {
    assertThat(Stream.of(TlsEngine.BORINGSSL, TlsEngine.JDK).map(TlsShapeTest::digitAtOnce))
        .containsExactly("0", "1");
    assertThat(Stream.of(TlsEngine.BORINGSSL, TlsEngine.JDK).map(TlsShapeTest::digitHeldBack))
        .containsExactly("3", "4");
  }

  private static String digitAtOnce(TlsEngine engine) {
    return digit(engine, attempt(engine, "TLSv1.3", Outcome.SUCCESS));
  }

  private static String digitHeldBack(TlsEngine engine) {
    return digit(
        engine,
        attempt(engine, "TLSv1.3", Outcome.CONNECTION_CLOSED),
        attempt(engine, "TLSv1.2", Outcome.SUCCESS));
  }

  private static String digit(TlsEngine engine, TlsAttempt... attempts) {
    return TlsShape.of(tls(engine).setAttempts(List.of(attempts)).build()).substring(0, 1);
  }

  private static String shape(Consumer<ServerHello.Builder> change) {
    ServerHello.Builder hello = hello();
    change.accept(hello);
    return TlsShape.of(tls(TlsEngine.BORINGSSL).setServerHello(hello.build()).build());
  }

  private static TlsAttempt attempt(TlsEngine engine, String highest, Outcome outcome) {
    return TlsAttempt.newBuilder()
        .setEngine(engine)
        .setHighest(highest)
        .setOutcome(outcome)
        .build();
  }

  private static TlsProbe.Builder tls(TlsEngine engine) {
    return TlsProbe.newBuilder()
        .setEngine(engine)
        .setHandshakeCompleted(true)
        .setProtocol("TLSv1.2")
        .setServerHello(hello().build());
  }

  private static ServerHello.Builder hello() {
    return ServerHello.newBuilder()
        .setVersion(0x0303)
        .setSessionIdLength(32)
        .setExtensions(List.of(65_281, 23, 35));
  }
}
