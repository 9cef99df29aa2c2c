package dev.unmask.lab;

import dev.unmask.avro.ApplicationAnswer;
import dev.unmask.avro.FirstAnswer;
import dev.unmask.avro.FirstBytes;
import dev.unmask.avro.LivenessResult;
import dev.unmask.avro.OpenVpnState;
import dev.unmask.avro.OrderlyCloseResult;
import dev.unmask.lab.TlsClient.Reading;
import dev.unmask.lab.scenario.LabHost;
import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Finds out what a host is like, through plain sockets and the JDK's TLS.
 *
 * @param name the SNI that it sends, unless told otherwise
 * @param protocols of its handshakes
 * @param watch how long it waits for what may come
 */
record Stranger(LabHost host, String name, List<String> protocols, Duration watch) {
  private static final Duration A_WHILE = Duration.ofMillis(1_500);
  private static final byte[] RESET =
      HexFormat.of().parseHex("000e38" + "1122334455667788" + "0000000000");

  FirstContact first(FirstBytes sent) throws IOException {
    InetSocketAddress peer = new InetSocketAddress(host.address(), host.tlsPort());
    byte[] hello = TlsClient.hello(Optional.of(name));
    return switch (sent) {
      case RESET -> FirstContact.of(peer, RESET, watch);
      case SHORTENED_RESET -> FirstContact.of(peer, Arrays.copyOf(RESET, RESET.length - 1), watch);
      case ONE_ZERO -> FirstContact.of(peer, new byte[1], watch);
      case TWO_ZEROS -> FirstContact.of(peer, new byte[2], watch);
      case HALF_HELLO -> FirstContact.of(peer, Arrays.copyOf(hello, hello.length / 2), watch);
      case PLAIN_HTTP -> FirstContact.of(peer, get(), watch);
      case HELLO_AND_FIN -> FirstContact.withFin(peer, hello, watch);
      case NOTHING, UNKNOWN -> throw new IllegalArgumentException("not first bytes: " + sent);
    };
  }

  private byte[] get() {
    return ("GET / HTTP/1.1\r\nHost: " + name + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  TlsClient handshake() throws IOException {
    return handshake(Optional.of(name));
  }

  TlsClient handshake(Optional<String> serverName) throws IOException {
    return new TlsClient.Session()
        .connect(host, serverName, watch, protocols.toArray(String[]::new));
  }

  LivenessResult liveness() throws IOException {
    try (TlsClient client = handshake()) {
      client.sendForgedRecord();
      Reading reading = client.read(watch);
      if (reading instanceof Reading.Alert) {
        return LivenessResult.ALERT;
      } else if (reading instanceof Reading.Silence) {
        return LivenessResult.HELD;
      } else if (reading instanceof Reading.Undecryptable) {
        return LivenessResult.UNDECRYPTABLE;
      }
      return reading instanceof Reading.Reset ? LivenessResult.RESET : LivenessResult.CLOSED;
    }
  }

  /** What comes of a goodbye by itself: whoever is idle says goodbye too. */
  OrderlyCloseResult orderlyClose() throws IOException {
    try (TlsClient client = handshake()) {
      client.sendCloseNotify();
      Reading reading = client.read(watch.dividedBy(3));
      if (reading instanceof Reading.Alert) {
        return OrderlyCloseResult.ANSWERED;
      }
      return reading instanceof Reading.Silence
          ? OrderlyCloseResult.HELD
          : OrderlyCloseResult.CLOSED;
    }
  }

  ApplicationAnswer get(Duration patience) throws IOException {
    try (TlsClient client = handshake()) {
      client.send(new String(get(), StandardCharsets.US_ASCII));
      Reading reading = client.read(patience);
      if (reading instanceof Reading.Text text && text.text().startsWith("HTTP/1.1 ")) {
        return ApplicationAnswer.HTTP_RESPONSE;
      } else if (reading instanceof Reading.Silence) {
        return ApplicationAnswer.SILENCE;
      }
      return reading instanceof Reading.Undecryptable
          ? ApplicationAnswer.UNDECRYPTABLE
          : ApplicationAnswer.CLOSED;
    }
  }

  /** By what a reset and a shortened one draw over TCP. */
  OpenVpnState vpnOverTcp(int port) throws IOException {
    InetSocketAddress peer = new InetSocketAddress(host.address(), port);
    try {
      FirstAnswer whole = FirstContact.of(peer, RESET, A_WHILE).answer();
      FirstAnswer shortened =
          FirstContact.of(peer, Arrays.copyOf(RESET, RESET.length - 1), A_WHILE).answer();
      boolean parsed = whole == FirstAnswer.CLOSED && shortened == FirstAnswer.HELD;
      return whole == FirstAnswer.OPENVPN_RESET
          ? OpenVpnState.PROVED
          : parsed ? OpenVpnState.BEHIND_KEY : OpenVpnState.OPEN;
    } catch (ConnectException e) {
      return OpenVpnState.CLOSED;
    }
  }

  OpenVpnState vpnOverUdp(int port) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(host.address(), port));
      socket.setSoTimeout((int) A_WHILE.toMillis());
      socket.send(new DatagramPacket(RESET, 2, RESET.length - 2));
      DatagramPacket answer = new DatagramPacket(new byte[64], 64);
      socket.receive(answer);
      String hex = HexFormat.of().formatHex(answer.getData(), 0, answer.getLength());
      boolean echoed =
          hex.startsWith("40") && hex.endsWith("00000000" + "1122334455667788" + "00000000");
      return echoed && answer.getLength() == 26 ? OpenVpnState.PROVED : OpenVpnState.OPEN;
    } catch (SocketTimeoutException e) {
      return OpenVpnState.OPEN_OR_FILTERED;
    } catch (PortUnreachableException e) {
      return OpenVpnState.CLOSED;
    }
  }
}
