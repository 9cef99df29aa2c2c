package dev.unmask.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.unmask.lab.TlsClient.Reading;
import dev.unmask.lab.pki.Identity;
import dev.unmask.lab.scenario.LabHost;
import dev.unmask.lab.scenario.LabPorts;
import dev.unmask.lab.scenario.LabScenario;
import dev.unmask.lab.scenario.Leaf;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The case at a small scale, asked by real clients. */
class LabIT {
  private static final String GET = "GET / HTTP/1.1\r\nHost: " + Leaf.NAME + "\r\n\r\n";
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration A_WHILE = Duration.ofMillis(800);

  private static RunningLab lab;

  @BeforeAll
  static void start() throws IOException {
    lab = RunningLab.start(ports -> LabScenario.divd(0.01, 5, ports));
  }

  @AfterAll
  static void stop() {
    lab.close();
  }

  @Test
  void relay_completes_the_handshake_with_the_certificate_of_its_origin() throws IOException {
    try (TlsClient client = TlsClient.connect(lab.onHttps("relay-openvpn"), "TLSv1.2", "TLSv1.3")) {
      assertThat(client.protocol()).isEqualTo("TLSv1.2");
      assertThat(client.chain()).isEqualTo(lab.pki().identity(Leaf.EXPIRED_ROOT).chain());
    }
  }

  @Test
  void relay_really_dials_its_origin() throws IOException {
    LabHost origin = lab.onHttps("renewed-genuine");
    long before = lab.counters().served(origin.address());

    TlsClient.connect(lab.cast("renewed-relay").hosts().get(4), "TLSv1.2").close();

    assertThat(lab.counters().served(origin.address())).isGreaterThan(before);
  }

  @Test
  void relay_swallows_a_request_and_a_forged_record_and_stays_silent() throws IOException {
    try (TlsClient client = TlsClient.connect(lab.onHttps("relay-openvpn"), "TLSv1.2")) {
      client.send(GET);
      client.sendForgedRecord();

      assertThat(client.read(A_WHILE)).isEqualTo(new Reading.Silence());
    }
  }

  @Test
  void relay_leaves_its_origin_once_the_handshake_is_over() throws IOException {
    long relayed = lab.counters().relayed();
    await().until(() -> lab.counters().open() == 0);

    try (TlsClient client = TlsClient.connect(lab.onHttps("relay-openvpn"), "TLSv1.2")) {
      await().untilAsserted(() -> assertThat(lab.counters().open()).isEqualTo(1));
      assertThat(lab.counters().holding()).isEqualTo(1);
      assertThat(lab.counters().relayed()).isEqualTo(relayed + 1);
      assertThat(client.protocol()).isEqualTo("TLSv1.2");
    }
    await().untilAsserted(() -> assertThat(lab.counters().holding()).isZero());
  }

  @Test
  void genuine_hosts_say_what_was_seen_in_the_case() throws IOException {
    assertThat(answer("genuine-forbidden"))
        .startsWith("HTTP/1.1 403 ")
        .endsWith("\r\n\r\nforbidden");
    assertThat(answer("genuine-to-fe2"))
        .contains("location: https://fe2.update.microsoft.com/\r\n");
    assertThat(answer("genuine-to-www"))
        .contains("location: https://www.update.microsoft.com/\r\n");
    assertThat(answer("genuine-to-support"))
        .contains("location: https://support.microsoft.com/\r\n");
  }

  @Test
  void edge_answers_as_the_owner_does_and_an_impersonator_does_not() throws IOException {
    assertThat(answer("edge")).contains("location: https://www.update.microsoft.com/\r\n");
    assertThat(answer("impersonator")).startsWith("HTTP/1.1 200 ").contains("Your update is ready");
  }

  private static String answer(String cast) throws IOException {
    try (TlsClient client = TlsClient.connect(lab.onHttps(cast), "TLSv1.2", "TLSv1.3")) {
      client.send(GET);
      return ((Reading.Text) client.read(SOON)).text();
    }
  }

  @Test
  void forged_record_draws_an_encrypted_alert_from_a_server_of_tls_1_2() throws IOException {
    try (TlsClient client = TlsClient.connect(lab.onHttps("genuine-forbidden"), "TLSv1.2")) {
      client.sendForgedRecord();

      Reading.Alert alert = (Reading.Alert) client.read(SOON);
      assertThat(alert.recordType()).isEqualTo(21);
      assertThat(alert.recordLength()).as("2 bytes in clear").isGreaterThan(2);
      assertThat(alert.description()).contains("bad_record_mac");
    }
  }

  @Test
  void forged_record_draws_an_encrypted_alert_from_a_server_of_tls_1_3() throws IOException {
    try (TlsClient client = TlsClient.connect(lab.onHttps("in-house"), "TLSv1.3")) {
      client.sendForgedRecord();

      Reading.Alert alert = (Reading.Alert) client.read(SOON);
      assertThat(client.protocol()).isEqualTo("TLSv1.3");
      assertThat(alert.recordType()).isEqualTo(23);
      assertThat(alert.description()).contains("bad_record_mac");
    }
  }

  @Test
  void ldaps_server_is_silent_to_http_and_alive() throws IOException {
    try (TlsClient client = TlsClient.connect(lab.onLdaps("in-house"), "TLSv1.2", "TLSv1.3")) {
      client.send(GET);
      assertThat(client.read(A_WHILE)).isEqualTo(new Reading.Silence());

      client.sendForgedRecord();
      assertThat(((Reading.Alert) client.read(SOON)).description()).contains("bad_record_mac");
    }
  }

  @Test
  void openvpn_echoes_our_session_id() throws IOException {
    byte[] answer = askVpn("relay-openvpn", "000e38" + "1122334455667788" + "0000000000", 28);

    String hex = HexFormat.of().formatHex(answer);
    assertThat(hex)
        .startsWith("001a40")
        .endsWith("01" + "00000000" + "1122334455667788" + "00000000");
    assertThat(hex.substring(6, 22)).isNotEqualTo("0000000000000000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "000e3800000000000000000000000000", // a session id of zero
        "000e381122334455667788000000", // a reset less its last bytes
        "00"
      })
  void openvpn_waits_in_silence_after(String sent) throws IOException {
    assertThat(endOf("relay-openvpn", sent)).isEqualTo("silence");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0000", "16030100c8010000c40303", "000e181122334455667788000000000000"})
  void openvpn_ends_the_connection_at_once_after(String sent) throws IOException {
    assertThat(endOf("relay-openvpn", sent)).isEqualTo("end");
  }

  @Test
  void open_vpn_port_without_openvpn_says_nothing() throws IOException {
    assertThat(endOf("relay-1194-open", "000e38" + "1122334455667788" + "0000000000"))
        .isEqualTo("silence");
  }

  @Test
  void vpn_port_of_a_host_without_one_refuses() {
    assertThatThrownBy(
            () -> connect(lab.onHttps("relay-1194-closed").address(), lab.ports().vpn()).close())
        .isInstanceOf(ConnectException.class);
    assertThatThrownBy(
            () -> connect(lab.onHttps("renewed-relay").address(), lab.ports().vpn()).close())
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void host_that_is_gone_refuses() {
    LabHost gone = lab.cast("gone").hosts().get(0);

    assertThatThrownBy(() -> connect(gone.address(), gone.tlsPort()).close())
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void address_without_a_host_and_port_without_a_service_are_reset() throws IOException {
    assertThat(isReset(InetAddress.getByName("127.0.0.1"), lab.ports().https())).isTrue();
    assertThat(isReset(lab.onHttps("in-house").address(), lab.ports().ldaps())).isTrue();
  }

  @Test
  void connection_to_an_address_outside_127_is_reset() throws IOException {
    Optional<InetAddress> outside =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress() && address.getAddress().length == 4)
            .findFirst();
    assumeThat(outside).as("a network interface beside the loopback one").isPresent();
    long before = lab.counters().turnedAway();

    assertThat(isReset(outside.orElseThrow(), lab.ports().https())).isTrue();
    assertThat(lab.counters().turnedAway()).isEqualTo(before + 1);
  }

  @Test
  void reset_by_the_client_leaves_nothing_open() throws IOException {
    TlsClient.connect(lab.onHttps("relay-openvpn"), "TLSv1.2").reset();
    TlsClient.connect(lab.onHttps("in-house"), "TLSv1.3").reset();

    await().untilAsserted(() -> assertThat(lab.counters().open()).isZero());
  }

  @Test
  void every_host_shows_the_leaf_of_its_cluster() throws IOException {
    for (var cluster : lab.scenario().clusters()) {
      for (LabHost host :
          cluster.hosts().filter(host -> !host.ports().isEmpty()).limit(3).toList()) {
        try (TlsClient client = TlsClient.connect(host, "TLSv1.2", "TLSv1.3")) {
          assertThat(Identity.fingerprint(client.chain().get(0)))
              .isEqualTo(lab.pki().identity(cluster.leaf()).fingerprint());
        }
      }
    }
  }

  @Test
  void port_that_is_taken_stops_the_start_and_is_named() throws IOException {
    LabPorts taken = lab.ports();
    LabScenario other = LabScenario.divd(0.01, 6, taken);
    try (Lab second = new Lab(other, lab.pki(), LabSettings.defaults())) {
      assertThatThrownBy(second::start)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("0.0.0.0:" + taken.https());
    }
  }

  private static byte[] askVpn(String cast, String hex, int answerLength) throws IOException {
    try (Socket socket = connect(lab.cast(cast).hosts().get(0).address(), lab.ports().vpn())) {
      socket.setSoTimeout((int) SOON.toMillis());
      socket.getOutputStream().write(HexFormat.of().parseHex(hex));
      return socket.getInputStream().readNBytes(answerLength);
    }
  }

  private static String endOf(String cast, String hex) throws IOException {
    try (Socket socket = connect(lab.cast(cast).hosts().get(0).address(), lab.ports().vpn())) {
      socket.setSoTimeout((int) A_WHILE.toMillis());
      socket.getOutputStream().write(HexFormat.of().parseHex(hex));
      int read = socket.getInputStream().read();
      return read == -1 ? "end" : "answer";
    } catch (java.net.SocketTimeoutException e) {
      return "silence";
    }
  }

  private static boolean isReset(InetAddress address, int port) throws IOException {
    try (Socket socket = connect(address, port)) {
      socket.setSoTimeout((int) SOON.toMillis());
      socket.getInputStream().read();
      return false;
    } catch (SocketException e) {
      return true;
    }
  }

  private static Socket connect(InetAddress address, int port) throws IOException {
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress(address, port), (int) SOON.toMillis());
    return socket;
  }
}
