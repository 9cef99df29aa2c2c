package dev.unmask.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.unmask.lab.TlsClient.Reading;
import dev.unmask.lab.pki.LabPki;
import dev.unmask.lab.scenario.Behaviour;
import dev.unmask.lab.scenario.Behaviour.AfterHandshake;
import dev.unmask.lab.scenario.Behaviour.Dial;
import dev.unmask.lab.scenario.Behaviour.Relay;
import dev.unmask.lab.scenario.Behaviour.TlsServer;
import dev.unmask.lab.scenario.Cast;
import dev.unmask.lab.scenario.Cluster;
import dev.unmask.lab.scenario.HttpAnswer;
import dev.unmask.lab.scenario.LabHost;
import dev.unmask.lab.scenario.LabPorts;
import dev.unmask.lab.scenario.LabScenario;
import dev.unmask.lab.scenario.Leaf;
import dev.unmask.lab.scenario.Network;
import dev.unmask.lab.scenario.Role;
import dev.unmask.lab.scenario.Site;
import dev.unmask.lab.scenario.TlsVersion;
import dev.unmask.lab.scenario.VerdictKind;
import dev.unmask.lab.scenario.VpnEvidence;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One relay and its origin, in every manner that a relay can have. */
class RelayMannersIT {
  private static final String GET = "GET / HTTP/1.1\r\nHost: " + Leaf.NAME + "\r\n\r\n";
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String BODY = "x".repeat(3_000_000);
  private static final HttpAnswer PAGE =
      new HttpAnswer(200, Optional.empty(), "Owner", "text/plain", BODY);

  private static LabPki pki;

  @BeforeAll
  static void make() {
    pki = LabPki.create(RunningLab.NOW);
  }

  @ParameterizedTest
  @EnumSource(Dial.class)
  void handshake_is_forwarded_whenever_the_origin_is_dialled(Dial dial) throws IOException {
    try (RunningLab lab = relay(dial, AfterHandshake.HOLD, LONG, TlsVersion.TLS_1_2);
        TlsClient client = TlsClient.connect(lab.onHttps("relay"), "TLSv1.2")) {
      assertThat(client.chain()).isEqualTo(pki.identity(Leaf.RENEWED).chain());
    }
  }

  @Test
  void relay_that_dials_at_accept_does_so_before_a_word_is_said() throws IOException {
    try (RunningLab lab = relay(Dial.AT_ACCEPT, AfterHandshake.HOLD, LONG, TlsVersion.TLS_1_2);
        Socket silent = connect(lab.onHttps("relay"))) {
      await().untilAsserted(() -> assertThat(servedByOrigin(lab)).isEqualTo(1));
      assertThat(silent.isConnected()).isTrue();
    }
  }

  @Test
  void relay_that_dials_after_the_hello_waits_for_all_of_it() throws IOException {
    try (RunningLab lab = relay(Dial.AFTER_HELLO, AfterHandshake.HOLD, LONG, TlsVersion.TLS_1_2);
        Socket half = connect(lab.onHttps("relay"))) {
      half.getOutputStream().write(new byte[] {22, 3, 1, 0, 4, 1, 0});
      await().during(Duration.ofMillis(500)).until(() -> servedByOrigin(lab) == 0);

      half.getOutputStream().write(new byte[] {0, 0});
      await().untilAsserted(() -> assertThat(servedByOrigin(lab)).isEqualTo(1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void full_relay_forwards_requests_long_answers_and_alerts(String version) throws IOException {
    try (RunningLab lab = relay(Dial.AT_ACCEPT, AfterHandshake.FORWARD, LONG, TlsVersion.TLS_1_3);
        TlsClient client = TlsClient.connect(lab.onHttps("relay"), version)) {
      client.send(GET);
      long received = 0;
      while (received < BODY.length()) {
        received += ((Reading.Text) client.read(SOON)).text().length();
      }

      client.sendForgedRecord();
      assertThat(((Reading.Alert) client.read(SOON)).description()).contains("bad_record_mac");
    }
  }

  @Test
  void relay_that_closes_does_so_when_the_handshake_is_over() throws IOException {
    try (RunningLab lab = relay(Dial.AT_ACCEPT, AfterHandshake.CLOSE, LONG, TlsVersion.TLS_1_2);
        TlsClient client = TlsClient.connect(lab.onHttps("relay"), "TLSv1.2")) {
      assertThat(client.read(SOON)).isEqualTo(new Reading.Closed());
    }
  }

  @Test
  void held_client_is_let_go_after_the_idle_limit() throws IOException {
    try (RunningLab lab =
            relay(Dial.AT_ACCEPT, AfterHandshake.HOLD, Duration.ofMillis(700), TlsVersion.TLS_1_2);
        TlsClient client = TlsClient.connect(lab.onHttps("relay"), "TLSv1.2")) {
      assertThat(client.read(SOON)).isEqualTo(new Reading.Closed());
      await().untilAsserted(() -> assertThat(lab.counters().open()).isZero());
    }
  }

  @Test
  void session_begun_at_the_origin_is_resumed_through_the_relay_and_then_held() throws IOException {
    try (RunningLab lab = relay(Dial.AT_ACCEPT, AfterHandshake.HOLD, LONG, TlsVersion.TLS_1_2)) {
      long relayed = lab.counters().relayed();
      TlsClient.Session shared = new TlsClient.Session();
      long began;
      try (TlsClient client = shared.connect(lab.onHttps("origin"), "TLSv1.2")) {
        began = client.sessionBegan();
      }
      try (TlsClient client = shared.connect(lab.onHttps("relay"), "TLSv1.2")) {
        assertThat(client.sessionBegan()).isEqualTo(began);
        client.sendForgedRecord();
        assertThat(client.read(Duration.ofMillis(500))).isEqualTo(new Reading.Silence());
      }
      await().untilAsserted(() -> assertThat(lab.counters().relayed()).isEqualTo(relayed + 1));
    }
  }

  @Test
  void relay_whose_origin_is_gone_closes() throws IOException {
    LabPorts ports = LabPorts.free();
    Relay lost =
        new Relay(
            new InetSocketAddress(address(2), ports.closed()),
            Dial.AT_ACCEPT,
            AfterHandshake.HOLD,
            LONG);
    try (RunningLab lab = RunningLab.start(pki, free -> scenario(free, lost, TlsVersion.TLS_1_2));
        Socket client = connect(lab.onHttps("relay"))) {
      client.setSoTimeout((int) SOON.toMillis());
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }

  private static RunningLab relay(Dial dial, AfterHandshake after, Duration idle, TlsVersion newest)
      throws IOException {
    return RunningLab.start(
        pki,
        ports -> {
          InetSocketAddress origin = new InetSocketAddress(address(1), ports.https());
          return scenario(ports, new Relay(origin, dial, after, idle), newest);
        });
  }

  private static LabScenario scenario(LabPorts ports, Relay relay, TlsVersion newest) {
    TlsServer server = new TlsServer(Leaf.RENEWED, newest, Optional.of(PAGE));
    Cast origin =
        new Cast("origin", Role.GENUINE, VpnEvidence.NONE, List.of(host(1, ports, server)));
    Cast relays =
        new Cast("relay", Role.FULL_RELAY, VpnEvidence.NONE, List.of(host(2, ports, relay)));
    Cluster cluster =
        new Cluster(Leaf.RENEWED, VerdictKind.TLS_RELAY, Optional.empty(), List.of(origin, relays));
    return new LabScenario("one relay", ports, List.of(cluster));
  }

  private static LabHost host(int number, LabPorts ports, Behaviour behaviour) {
    Site site = new Site(new Network(64_496, "Example"), "NL");
    return new LabHost(address(number), ports.https(), Map.of(ports.https(), behaviour), site);
  }

  private static Inet4Address address(int number) {
    try {
      return (Inet4Address) InetAddress.getByName("127.77.7." + number);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static long servedByOrigin(RunningLab lab) {
    return lab.counters().served(address(1));
  }

  private static Socket connect(LabHost host) throws IOException {
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress(host.address(), host.tlsPort()), (int) SOON.toMillis());
    return socket;
  }
}
