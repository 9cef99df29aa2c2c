package dev.unmask.enrich.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.unmask.avro.ApplicationAnswer;
import dev.unmask.avro.LivenessProbe;
import dev.unmask.avro.LivenessResult;
import dev.unmask.avro.OrderlyCloseResult;
import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.peers.Conduct;
import dev.unmask.enrich.probe.peers.Conducts;
import dev.unmask.enrich.probe.peers.Identity;
import dev.unmask.enrich.probe.peers.OpenSsl;
import dev.unmask.enrich.probe.peers.Peers;
import dev.unmask.enrich.probe.peers.Pki;
import dev.unmask.enrich.probe.peers.Probing;
import dev.unmask.enrich.probe.peers.Relay;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a forged record draws: four results, never merged. */
@Execution(ExecutionMode.CONCURRENT)
class LivenessTest {

  private static final byte[] RECORD_OF_ANOTHER = new byte[5 + 64];

  static {
    RECORD_OF_ANOTHER[0] = 23;
    RECORD_OF_ANOTHER[1] = 3;
    RECORD_OF_ANOTHER[2] = 3;
    RECORD_OF_ANOTHER[4] = 64;
  }

  @RegisterExtension final Peers peers = new Peers();
  @RegisterExtension final OpenSsl openSsl = new OpenSsl();
  @RegisterExtension final Probing probing = new Probing();

  private final Identity server = Pki.root("Test Root").leaf(Probing.NAME);

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void holder_of_the_keys_alerts(String protocol) {
    int port = peers.tls(server, protocol, Conducts.silent());

    LivenessProbe liveness = liveness(port);

    assertThat(liveness.getResult()).isEqualTo(LivenessResult.ALERT);
    assertThat(liveness.getDetail()).contains("bad_record_mac");
    assertThat(liveness.getOutcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(liveness.getProtocol()).isEqualTo(protocol);
    assertThat(liveness.getWaitedNanos()).isPositive();
    assertThat(liveness.getOrderlyClose()).isEqualTo(OrderlyCloseResult.NOT_TESTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void holder_of_the_keys_alerts_through_a_full_relay(String protocol) {
    int origin = peers.tls(server, protocol, Conducts.silent());
    int port = peers.tcp(Relay.to(origin, Integer.MAX_VALUE, Conducts.closing()));

    assertThat(liveness(port).getResult()).isEqualTo(LivenessResult.ALERT);
  }

  @ParameterizedTest
  @CsvSource({"TLSv1.2, 0", "TLSv1.3, 1"})
  void relay_that_swallows_data_is_not_alive(String protocol, int handshakeRecords) {
    int origin = peers.tls(server, protocol, Conducts.silent());
    int port = peers.tcp(Relay.to(origin, handshakeRecords, Conducts.silent()));

    HostReport report = probing.fully(port);

    LivenessProbe liveness = report.liveness().orElseThrow();
    assertThat(liveness.getResult()).isEqualTo(LivenessResult.HELD);
    assertThat(liveness.getOutcome()).isEqualTo(Outcome.IO_TIMEOUT);
    assertThat(liveness.getWaitedNanos()).isGreaterThanOrEqualTo(Probing.SILENCE.toNanos());
    assertThat(report.application().orElseThrow().getAnswer()).isEqualTo(ApplicationAnswer.SILENCE);
    assertThat(report.connections())
        .as("the silent connection is used again, then 1194 by TCP and UDP")
        .isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"TLSv1.2, 0", "TLSv1.3, 1"})
  void relay_that_switches_protocol_sends_what_does_not_decrypt(
      String protocol, int handshakeRecords) {
    int origin = peers.tls(server, protocol, Conducts.silent());
    Conduct switched = Conducts.saying(RECORD_OF_ANOTHER);
    int port = peers.tcp(Relay.to(origin, handshakeRecords, switched));

    HostReport report = probing.fully(port);

    assertThat(report.application().orElseThrow().getAnswer())
        .isEqualTo(ApplicationAnswer.UNDECRYPTABLE);
    assertThat(report.liveness().orElseThrow().getResult()).isEqualTo(LivenessResult.UNDECRYPTABLE);
  }

  @Test
  void bytes_that_are_no_tls_do_not_decrypt() {
    int origin = peers.tls(server, "TLSv1.2", Conducts.silent());
    int port = peers.tcp(Relay.to(origin, 0, Conducts.saying("SSH-2.0-OpenSSH_9.2p1\r\n")));

    assertThat(liveness(port).getResult()).isEqualTo(LivenessResult.UNDECRYPTABLE);
  }

  @Test
  void plaintext_alert_does_not_decrypt() {
    byte[] alert = {21, 3, 3, 0, 2, 2, 20};
    int origin = peers.tls(server, "TLSv1.2", Conducts.silent());
    int port = peers.tcp(Relay.to(origin, 0, Conducts.saying(alert)));

    assertThat(liveness(port).getResult()).isEqualTo(LivenessResult.UNDECRYPTABLE);
  }

  @Test
  void record_that_never_ends_does_not_decrypt() {
    byte[] beginning = {23, 3, 3, 1, 0, 42};
    int origin = peers.tls(server, "TLSv1.2", Conducts.silent());
    int port = peers.tcp(Relay.to(origin, 0, Conducts.saying(beginning)));

    assertThat(liveness(port).getResult()).isEqualTo(LivenessResult.UNDECRYPTABLE);
  }

  @Test
  void relay_that_closes_is_closed_and_does_not_answer_a_goodbye() {
    int origin = peers.tls(server, "TLSv1.2", Conducts.silent());
    int port = peers.tcp(Relay.to(origin, 0, Conducts.closing()));

    LivenessProbe liveness = liveness(port);

    assertThat(liveness.getResult()).isEqualTo(LivenessResult.CLOSED);
    assertThat(liveness.getOutcome()).isEqualTo(Outcome.CONNECTION_CLOSED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void session_ticket_behind_our_goodbye_is_no_answer_to_it(String protocol) {
    int origin = peers.tls(server, protocol, Conducts.silent());
    int port = peers.tcp(Relay.ofHandshakeTo(origin, LivenessTest::closeUnlessItIsAGoodbye));

    LivenessProbe liveness = liveness(port);

    assertThat(liveness.getResult()).isIn(LivenessResult.CLOSED, LivenessResult.RESET);
    assertThat(liveness.getOrderlyClose()).isEqualTo(OrderlyCloseResult.HELD);
  }

  /** By the engine for old servers. */
  @Test
  void old_server_answers_a_goodbye_and_a_relay_before_it_that_keeps_it_does_not() {
    int origin = openSsl.serve(1_024, "-tls1", "-cipher", "DHE-RSA-AES128-SHA:@SECLEVEL=0");
    int passing = peers.tcp(Relay.to(origin, 0, Conducts.closing()));
    int keeping = peers.tcp(Relay.ofHandshakeTo(origin, LivenessTest::closeUnlessItIsAGoodbye));

    assertThat(liveness(passing).getOrderlyClose()).isEqualTo(OrderlyCloseResult.ANSWERED);
    assertThat(liveness(keeping).getOrderlyClose()).isEqualTo(OrderlyCloseResult.HELD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_2", "-tls1_3"})
  void alert_over_the_end_of_an_origins_connection_is_no_life(String protocol) {
    int origin = openSsl.serve(2_048, protocol);
    int port = peers.tcp(Relay.hangingUpOn(origin));

    LivenessProbe liveness = liveness(port);

    assertThat(liveness.getResult()).isEqualTo(LivenessResult.CLOSED);
    assertThat(liveness.getDetail()).contains("decode_error");
    assertThat(liveness.getOrderlyClose()).isEqualTo(OrderlyCloseResult.NOT_TESTED);
  }

  /** A close_notify is a record of type alert in TLS 1.2, and one of 19 bytes in TLS 1.3. */
  private static void closeUnlessItIsAGoodbye(Socket client) throws IOException {
    byte[] header = client.getInputStream().readNBytes(5);
    if (header.length == 5 && (header[0] == 21 || header[4] == 19)) {
      Conducts.silent().meet(client);
    }
  }

  @Test
  void relay_that_resets_is_reset() {
    int origin = peers.tls(server, "TLSv1.2", Conducts.silent());
    int port = peers.tcp(Relay.to(origin, 0, Conducts.resetting()));

    LivenessProbe liveness = liveness(port);

    assertThat(liveness.getResult()).isEqualTo(LivenessResult.RESET);
    assertThat(liveness.getOutcome()).isEqualTo(Outcome.CONNECTION_RESET);
  }

  /** By TLS 1.3 it is not told from a relay so: that takes its answer to a GET. */
  @ParameterizedTest
  @CsvSource({"TLSv1.2, ANSWERED", "TLSv1.3, CLOSED"})
  void https_server_of_the_jdk_closes_without_a_word_and_answers_a_goodbye_by_tls12(
      String protocol, OrderlyCloseResult goodbye) throws IOException {
    ExecutorService threads = Executors.newCachedThreadPool();
    HttpsServer https =
        HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    https.setHttpsConfigurator(
        new HttpsConfigurator(server.context()) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters only = getSSLContext().getDefaultSSLParameters();
            only.setProtocols(new String[] {protocol});
            parameters.setSSLParameters(only);
          }
        });
    https.setExecutor(threads);
    https.start();
    try {
      LivenessProbe liveness = liveness(https.getAddress().getPort());

      // It reads no more, and what is unread by then makes a reset of the kernel's close.
      assertThat(liveness.getResult()).isIn(LivenessResult.CLOSED, LivenessResult.RESET);
      assertThat(liveness.getOrderlyClose()).isEqualTo(goodbye);
    } finally {
      https.stop(0);
      threads.shutdownNow();
    }
  }

  private LivenessProbe liveness(int port) {
    return probing.fully(port).liveness().orElseThrow();
  }
}
