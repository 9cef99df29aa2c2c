package dev.unmask.lab;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.unmask.avro.FirstAnswer;
import dev.unmask.avro.Role;
import dev.unmask.avro.VerdictKind;
import dev.unmask.avro.VpnEvidence;
import dev.unmask.lab.TlsClient.Reading;
import dev.unmask.lab.pki.LabPki;
import dev.unmask.lab.scenario.Behaviour;
import dev.unmask.lab.scenario.Behaviour.Relay;
import dev.unmask.lab.scenario.Cast;
import dev.unmask.lab.scenario.Cluster;
import dev.unmask.lab.scenario.HttpAnswer;
import dev.unmask.lab.scenario.LabHost;
import dev.unmask.lab.scenario.LabPorts;
import dev.unmask.lab.scenario.LabScenario;
import dev.unmask.lab.scenario.Leaf;
import dev.unmask.lab.scenario.Network;
import dev.unmask.lab.scenario.Opening;
import dev.unmask.lab.scenario.Opening.Dial;
import dev.unmask.lab.scenario.Opening.NotTls;
import dev.unmask.lab.scenario.Opening.Patience;
import dev.unmask.lab.scenario.RelayManners;
import dev.unmask.lab.scenario.RelayManners.AfterHandshake;
import dev.unmask.lab.scenario.RelayManners.ClientFin;
import dev.unmask.lab.scenario.Site;
import dev.unmask.lab.scenario.TlsServer;
import dev.unmask.lab.scenario.TlsVersion;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One relay and its origin, in every manner that a relay can have. */
class RelayMannersIT {
  private static final String GET = "GET / HTTP/1.1\r\nHost: " + Leaf.NAME + "\r\n\r\n";
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration LEG = Duration.ofMillis(40);
  private static final String BODY = "x".repeat(3_000_000);
  private static final HttpAnswer PAGE =
      new HttpAnswer(200, Optional.empty(), "Owner", "text/plain", BODY);

  private static LabPki pki;

  @BeforeAll
  static void make() {
    pki = LabPki.create(Set.of(Leaf.RENEWED), RunningLab.NOW);
  }

  @ParameterizedTest
  @EnumSource(Dial.class)
  void handshake_is_forwarded_whenever_the_origin_is_dialled(Dial dial) throws IOException {
    try (RunningLab lab = relay(after(dial), TlsVersion.TLS_1_2);
        TlsClient client = TlsClient.connect(lab.onHttps("relay"), "TLSv1.2")) {
      assertThat(client.chain()).isEqualTo(pki.identity(Leaf.RENEWED).chain());
    }
  }

  @Test
  void relay_that_dials_at_accept_does_so_before_a_word_is_said() throws IOException {
    try (RunningLab lab = relay(after(Dial.AT_ACCEPT), TlsVersion.TLS_1_2);
        Socket silent = connect(lab.onHttps("relay"))) {
      await().untilAsserted(() -> assertThat(servedByOrigin(lab)).isEqualTo(1));
      assertThat(silent.isConnected()).isTrue();
    }
  }

  @Test
  void relay_that_dials_after_first_bytes_waits_for_one() throws IOException {
    assertDialsOnlyAfter(Dial.AFTER_FIRST_BYTES, "", "00");
  }

  @Test
  void relay_that_dials_after_the_first_record_waits_for_all_of_it() throws IOException {
    assertDialsOnlyAfter(Dial.AFTER_FIRST_RECORD, "16030100040100", "0004");
  }

  @Test
  void relay_that_dials_after_the_hello_waits_for_it_in_several_records() throws IOException {
    assertDialsOnlyAfter(Dial.AFTER_HELLO, "1603010004" + "01000002" + "1603010002" + "aa", "bb");
  }

  private static void assertDialsOnlyAfter(Dial dial, String before, String rest)
      throws IOException {
    try (RunningLab lab = relay(after(dial), TlsVersion.TLS_1_2);
        Socket client = connect(lab.onHttps("relay"))) {
      client.getOutputStream().write(HexFormat.of().parseHex(before));
      await().during(Duration.ofMillis(300)).until(() -> servedByOrigin(lab) == 0);

      client.getOutputStream().write(HexFormat.of().parseHex(rest));
      await().untilAsserted(() -> assertThat(servedByOrigin(lab)).isEqualTo(1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void full_relay_forwards_requests_long_answers_and_alerts(String version) throws IOException {
    try (RunningLab lab = relay(after(Dial.AT_ACCEPT), TlsVersion.TLS_1_3);
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
    try (RunningLab lab = relay(ofHandshake(AfterHandshake.CLOSE), TlsVersion.TLS_1_2);
        TlsClient client = TlsClient.connect(lab.onHttps("relay"), "TLSv1.2")) {
      assertThat(client.read(SOON)).isEqualTo(new Reading.Closed());
    }
  }

  @Test
  void relay_that_switches_answers_with_what_does_not_decrypt() throws IOException {
    try (RunningLab lab = relay(ofHandshake(AfterHandshake.SWITCH), TlsVersion.TLS_1_2);
        TlsClient client = TlsClient.connect(lab.onHttps("relay"), "TLSv1.2")) {
      assertThat(client.read(Duration.ofMillis(200))).isEqualTo(new Reading.Silence());
      client.send(GET);
      assertThat(client.read(SOON)).isEqualTo(new Reading.Undecryptable());
    }
  }

  @Test
  void held_client_is_let_go_after_the_idle_limit() throws IOException {
    RelayManners brief = RelayManners.ofHandshake(AfterHandshake.HOLD, Duration.ofMillis(700));
    try (RunningLab lab = relay(brief, TlsVersion.TLS_1_2);
        TlsClient client = TlsClient.connect(lab.onHttps("relay"), "TLSv1.2")) {
      assertThat(client.read(SOON)).isEqualTo(new Reading.Closed());
      await().untilAsserted(() -> assertThat(lab.counters().open()).isZero());
    }
  }

  @Test
  void total_limit_ends_a_connection_however_busy_it_is() throws IOException {
    RelayManners brief = after(Dial.AT_ACCEPT).withTotalLimit(Duration.ofMillis(700));
    try (RunningLab lab = relay(brief, TlsVersion.TLS_1_2);
        TlsClient client = TlsClient.connect(lab.onHttps("relay"), "TLSv1.2")) {
      await().atMost(SOON).pollInterval(Duration.ofMillis(50)).until(() -> isEnded(client));
      await().untilAsserted(() -> assertThat(lab.counters().open()).isZero());
    }
  }

  private static boolean isEnded(TlsClient client) throws IOException {
    try {
      client.send("G");
    } catch (SocketException ended) {
      return true;
    }
    return !client.read(Duration.ofMillis(50)).equals(new Reading.Silence());
  }

  @Test
  void leg_delays_the_first_flight_and_what_follows_and_not_the_connect() throws IOException {
    Duration leg = Duration.ofMillis(250);
    try (RunningLab lab = relay(after(Dial.AFTER_HELLO).withLeg(leg), TlsVersion.TLS_1_2)) {
      InetSocketAddress peer = peer(lab);
      FirstContact atOnce = FirstContact.of(peer, TlsClient.hello(Optional.empty()), SOON);

      assertThat(atOnce.answer()).isEqualTo(FirstAnswer.TLS_HANDSHAKE);
      assertThat(atOnce.after()).as("dial and flight").isGreaterThan(leg.multipliedBy(2));
    }
  }

  @ParameterizedTest
  @CsvSource({"PASSED_ON, TLS_HANDSHAKE", "CLOSES, CLOSED", "RESETS, RESET"})
  void fin_of_the_client_is_passed_on_or_loses_the_flight(ClientFin fin, FirstAnswer answer)
      throws IOException {
    for (Dial dial : Dial.values()) {
      RelayManners manners = RelayManners.full(opening(dial), fin, LONG).withLeg(LEG);
      try (RunningLab lab = relay(manners, TlsVersion.TLS_1_3)) {
        byte[] hello = TlsClient.hello(Optional.empty());
        assertThat(FirstContact.withFin(peer(lab), hello, SOON).answer())
            .as("dials %s", dial)
            .isEqualTo(answer);
        await().untilAsserted(() -> assertThat(lab.counters().open()).isZero());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "FORWARD, HTTP_RESPONSE",
    "FORWARD_REQUEST, HTTP_RESPONSE",
    "AWAIT, HELD",
    "ALERT, TLS_ALERT",
    "OWN_PAGE, HTTP_RESPONSE",
    "CLOSE, CLOSED"
  })
  void request_in_clear_meets_what_the_relay_does_with_what_is_not_tls(
      NotTls notTls, FirstAnswer answer) throws IOException {
    Opening opening = Opening.after(Dial.AFTER_HELLO, new Patience.Endless(), notTls);
    try (RunningLab lab =
        relay(RelayManners.full(opening, ClientFin.CLOSES, LONG), TlsVersion.TLS_1_2)) {
      Duration watch = notTls == NotTls.AWAIT ? Duration.ofMillis(500) : SOON;
      FirstContact seen = FirstContact.of(peer(lab), GET.getBytes(US_ASCII), watch);

      assertThat(seen.answer()).isEqualTo(answer);
      boolean forwarded = notTls == NotTls.FORWARD || notTls == NotTls.FORWARD_REQUEST;
      assertThat(servedByOrigin(lab)).isEqualTo(forwarded ? 1 : 0);
    }
  }

  @Test
  void impatient_relay_closes_on_half_a_hello_or_passes_it_on() throws IOException {
    Duration brief = Duration.ofMillis(300);
    byte[] half = {22, 3, 1, 0, 4, 1, 0};
    Opening closes = Opening.after(Dial.AFTER_HELLO, new Patience.Closes(brief), NotTls.FORWARD);
    try (RunningLab lab =
        relay(RelayManners.full(closes, ClientFin.CLOSES, LONG), TlsVersion.TLS_1_2)) {
      FirstContact seen = FirstContact.of(peer(lab), half, SOON);
      assertThat(seen.answer()).isEqualTo(FirstAnswer.CLOSED);
      assertThat(seen.after()).isGreaterThan(brief.dividedBy(2));
      assertThat(servedByOrigin(lab)).isZero();
    }
    try (RunningLab lab =
        RunningLab.start(
            pki,
            ports -> {
              InetSocketAddress origin = new InetSocketAddress(address(1), ports.https());
              Opening dials =
                  Opening.after(
                      Dial.AFTER_HELLO, new Patience.Dials(brief, origin), NotTls.FORWARD);
              return scenario(
                  ports,
                  new Relay(origin, RelayManners.full(dials, ClientFin.CLOSES, LONG)),
                  TlsVersion.TLS_1_2);
            })) {
      assertThat(FirstContact.of(peer(lab), half, brief.multipliedBy(3)).answer())
          .isEqualTo(FirstAnswer.HELD);
      assertThat(servedByOrigin(lab)).isEqualTo(1);
    }
  }

  @Test
  void session_begun_at_the_origin_is_resumed_through_the_relay_and_then_held() throws IOException {
    try (RunningLab lab = relay(ofHandshake(AfterHandshake.HOLD), TlsVersion.TLS_1_2)) {
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
            new InetSocketAddress(address(2), ports.closed()), ofHandshake(AfterHandshake.HOLD));
    try (RunningLab lab = RunningLab.start(pki, free -> scenario(free, lost, TlsVersion.TLS_1_2));
        Socket client = connect(lab.onHttps("relay"))) {
      client.setSoTimeout((int) SOON.toMillis());
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }

  private static RelayManners after(Dial dial) {
    return RelayManners.full(opening(dial), ClientFin.CLOSES, LONG);
  }

  private static Opening opening(Dial dial) {
    return dial == Dial.AT_ACCEPT
        ? Opening.atAccept()
        : Opening.after(dial, new Patience.Endless(), NotTls.FORWARD);
  }

  private static RelayManners ofHandshake(AfterHandshake after) {
    return RelayManners.ofHandshake(after, LONG);
  }

  private static RunningLab relay(RelayManners manners, TlsVersion newest) throws IOException {
    return RunningLab.start(
        pki,
        ports -> {
          InetSocketAddress origin = new InetSocketAddress(address(1), ports.https());
          return scenario(ports, new Relay(origin, manners), newest);
        });
  }

  private static InetSocketAddress peer(RunningLab lab) {
    return new InetSocketAddress(address(2), lab.ports().https());
  }

  private static LabScenario scenario(LabPorts ports, Relay relay, TlsVersion newest) {
    TlsServer server = new TlsServer(Leaf.RENEWED, newest, Optional.of(PAGE));
    Cast origin =
        new Cast("origin", Role.GENUINE, VpnEvidence.NONE, List.of(host(1, ports, server)));
    Cast relays =
        new Cast("relay", Role.FULL_RELAY, VpnEvidence.NONE, List.of(host(2, ports, relay)));
    Cluster cluster =
        new Cluster(Leaf.RENEWED, VerdictKind.TLS_RELAY, Optional.empty(), List.of(origin, relays));
    return new LabScenario("one relay", ports, List.of(), List.of(cluster), List.of());
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
