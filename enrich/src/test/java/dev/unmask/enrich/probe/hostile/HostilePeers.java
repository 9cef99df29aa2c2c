package dev.unmask.enrich.probe.hostile;

import static dev.unmask.enrich.probe.hostile.HostilePeer.early;
import static dev.unmask.enrich.probe.hostile.HostilePeer.late;

import dev.unmask.avro.ApplicationAnswer;
import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.peers.BentProtocol;
import dev.unmask.enrich.probe.peers.BentServer;
import dev.unmask.enrich.probe.peers.Conduct;
import dev.unmask.enrich.probe.peers.Conducts;
import dev.unmask.enrich.probe.peers.Identity;
import dev.unmask.enrich.probe.peers.Peers;
import dev.unmask.enrich.probe.peers.Pki;
import dev.unmask.enrich.probe.peers.Probing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.bouncycastle.tls.ProtocolVersion;

/** The corpus: servers that try to hold, to flood, to confuse or to break whoever probes them. */
final class HostilePeers {

  static final Identity SERVER = Pki.root("Test Root").leaf(Probing.NAME);

  private HostilePeers() {}

  static List<HostilePeer> all() {
    return Stream.of(slow(), silent(), foreign(), abrupt(), endless(), showing(), web(), flooding())
        .flatMap(List::stream)
        .toList();
  }

  private static List<HostilePeer> silent() {
    return List.of(
        early("says nothing", Conducts.silent(), Outcome.IO_TIMEOUT),
        early(
            "says half a record header",
            Conducts.afterHearing(Conducts.saying(new byte[] {22, 3, 3})),
            Outcome.IO_TIMEOUT));
  }

  private static List<HostilePeer> slow() {
    return List.of(
        early(
            "a byte a second",
            Conducts.dripping("\u0016\u0003\u0003@\u0000\u0002", 1_000),
            Outcome.IO_TIMEOUT),
        late(
            "a flight of single bytes",
            Splitting.bytes(Peers.overTls(SERVER, "TLSv1.3", Conducts.silent())),
            ApplicationAnswer.SILENCE),
        late(
            "a flight of records of one byte",
            Splitting.records(Peers.overTls(SERVER, "TLSv1.2", Conducts.silent())),
            ApplicationAnswer.SILENCE));
  }

  /** No TLS, and alerts. */
  private static List<HostilePeer> foreign() {
    byte[] random = new byte[4_096];
    new Random(7).nextBytes(random);
    random[0] = 0x42;
    return List.of(
        early("plain text", Conducts.saying("220 mail.example.com\r\n"), Outcome.PROTOCOL_ERROR),
        early("HTTP", Conducts.saying("HTTP/1.1 400 Bad\r\n\r\n"), Outcome.PROTOCOL_ERROR),
        early("SSH", Conducts.saying("SSH-2.0-OpenSSH_9.2\r\n"), Outcome.PROTOCOL_ERROR),
        early("garbage", Conducts.saying(random), Outcome.PROTOCOL_ERROR),
        early(
            "an alert",
            Conducts.afterHearing(Conducts.saying(new byte[] {21, 3, 3, 0, 2, 2, 112})),
            Outcome.TLS_ALERT),
        early(
            "its hello sent back",
            socket -> socket.getInputStream().transferTo(socket.getOutputStream()),
            Outcome.PROTOCOL_ERROR));
  }

  /** FIN and RST at every step. */
  private static List<HostilePeer> abrupt() {
    List<HostilePeer> found = new ArrayList<>();
    found.add(early("FIN at once", Conducts.closing(), Outcome.CONNECTION_CLOSED));
    found.add(early("RST at once", Conducts.resetting(), Outcome.CONNECTION_RESET));
    found.add(
        early(
            "RST after the hello",
            Conducts.afterHearing(Conducts.resetting()),
            Outcome.CONNECTION_RESET));
    Conduct origin = Peers.overTls(SERVER, "TLSv1.2", Conducts.silent());
    IntStream.of(1, 5, 6, 60, 300)
        .mapToObj(
            bytes ->
                early(
                    "RST after %d bytes".formatted(bytes),
                    Splitting.cut(origin, bytes),
                    Outcome.CONNECTION_RESET))
        .forEach(found::add);
    found.add(late("RST after the request", resettingAfterRequest(), ApplicationAnswer.RESET));
    return found;
  }

  /** Beneath TLS, without a close_notify. */
  private static Conduct resettingAfterRequest() {
    return socket ->
        Peers.overTls(
                SERVER,
                "TLSv1.2",
                Conducts.afterHearing(
                    tls -> {
                      socket.setSoLinger(true, 0);
                      socket.close();
                    }))
            .meet(socket);
  }

  private static List<HostilePeer> endless() {
    byte[] hello = {22, 3, 3, 64, 0, 2, 127, 0, 0, 3, 3};
    byte[] emptyRecords = repeated(new byte[] {22, 3, 3, 0, 0}, 1_000);
    byte[] warnings = repeated(new byte[] {21, 3, 3, 0, 2, 1, 90}, 1_000);
    return List.of(
        early(
            "a ServerHello without end",
            Conducts.afterHearing(Conducts.flooding(hello, new byte[16_384])),
            Outcome.PROTOCOL_ERROR),
        early(
            "empty records",
            Conducts.afterHearing(Conducts.flooding(new byte[0], emptyRecords)),
            Outcome.PROTOCOL_ERROR),
        early(
            "warnings",
            Conducts.afterHearing(Conducts.flooding(new byte[0], warnings)),
            Outcome.HANDSHAKE_ERROR),
        early(
            "handshake messages without end",
            BentServer.bending(ProtocolVersion.TLSv12, SERVER, BentProtocol::prattling),
            Outcome.HANDSHAKE_ERROR),
        early(
            "a Certificate message of 16 MB",
            BentServer.bending(ProtocolVersion.TLSv12, SERVER, BentProtocol::showingWithoutEnd),
            Outcome.CERTIFICATE_TOO_LARGE),
        early(
            "a compressed certificate",
            BentServer.bending(ProtocolVersion.TLSv13, SERVER, BentProtocol::compressing),
            Outcome.HANDSHAKE_ERROR));
  }

  /** Certificates. That each hostile one is read and judged is tested with the judge. */
  private static List<HostilePeer> showing() {
    byte[] leaf = SERVER.ders().get(0);
    byte[][] hundred = Collections.nCopies(100, leaf).toArray(byte[][]::new);
    byte[][] thousands = new byte[60_000][];
    Arrays.fill(thousands, new byte[] {0});
    thousands[0] = leaf;
    return List.of(
        late(
            "a chain of 100 certificates",
            BentServer.showing(ProtocolVersion.TLSv12, SERVER, hundred),
            ApplicationAnswer.SILENCE),
        late(
            "a chain of 60,000 single bytes",
            BentServer.showing(ProtocolVersion.TLSv12, SERVER, thousands),
            ApplicationAnswer.SILENCE));
  }

  private static List<HostilePeer> web() {
    return List.of(
        late(
            "headers without end",
            web("HTTP/1.1 200 OK\r\n", "X-Y: z\r\n"),
            ApplicationAnswer.OTHER_BYTES),
        late(
            "a body without end",
            web("HTTP/1.1 200 OK\r\n\r\n", "xyz"),
            ApplicationAnswer.HTTP_RESPONSE),
        late(
            "interim responses without end",
            web("", "HTTP/1.1 103 Early\r\n\r\n"),
            ApplicationAnswer.OTHER_BYTES),
        late(
            "a chunk without end",
            web("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1;x\r\nx\r\n"),
            ApplicationAnswer.HTTP_RESPONSE),
        late(
            "trailers without end",
            web("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", "X: y\r\n"),
            ApplicationAnswer.HTTP_RESPONSE),
        late(
            "a redirect to itself",
            Peers.overTls(
                SERVER,
                "TLSv1.3",
                Conducts.afterHearing(
                    Conducts.saying(
                        "HTTP/1.1 302 Found\r\nLocation: https://%s/\r\nContent-Length: 0\r\n\r\n"
                            .formatted(Probing.NAME)))),
            ApplicationAnswer.HTTP_RESPONSE),
        late("a gzip bomb", gzipBomb(), ApplicationAnswer.HTTP_RESPONSE));
  }

  private static Conduct web(String beginning, String more) {
    return Peers.overTls(
        SERVER,
        "TLSv1.3",
        Conducts.afterHearing(
            Conducts.flooding(
                beginning.getBytes(StandardCharsets.US_ASCII),
                repeated(more.getBytes(StandardCharsets.US_ASCII), 500))));
  }

  private static Conduct gzipBomb() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(body)) {
      gzip.write(new byte[16 * 1024 * 1024]);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    String head =
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n"
            .formatted(body.size());
    return Peers.overTls(
        SERVER,
        "TLSv1.3",
        Conducts.afterHearing(Conducts.saying(head + body.toString(StandardCharsets.ISO_8859_1))));
  }

  /** What TLS has for after the handshake, more of it than anybody needs. */
  private static List<HostilePeer> flooding() {
    return List.of(
        late(
            "tickets without end",
            flood(ProtocolVersion.TLSv13, BentProtocol::tickets),
            ApplicationAnswer.NOT_TESTED),
        late(
            "key updates without end",
            flood(ProtocolVersion.TLSv13, BentProtocol::keyUpdate),
            ApplicationAnswer.NOT_TESTED),
        late(
            "empty records of TLS 1.3 without end",
            flood(ProtocolVersion.TLSv13, BentProtocol::emptyRecord),
            ApplicationAnswer.NOT_TESTED),
        late(
            "empty records of TLS 1.2 without end",
            flood(ProtocolVersion.TLSv12, BentProtocol::emptyRecord),
            ApplicationAnswer.NOT_TESTED),
        late(
            "warnings of TLS 1.2 without end",
            flood(ProtocolVersion.TLSv12, BentProtocol::warning),
            ApplicationAnswer.NOT_TESTED),
        late(
            "renegotiations without end",
            flood(ProtocolVersion.TLSv12, BentProtocol::helloRequest),
            ApplicationAnswer.NOT_TESTED),
        late(
            "a ticket of TLS 1.2 out of turn",
            flood(ProtocolVersion.TLSv12, BentProtocol::ticketOfTls12),
            ApplicationAnswer.NOT_TESTED));
  }

  /** Once it has read a request, since nothing before that belongs to the answer. */
  private static Conduct flood(ProtocolVersion version, BentServer.Then one) {
    return BentServer.shaking(
        version,
        SERVER,
        protocol -> {
          if (protocol.getInputStream().read(new byte[8_192]) > 0) {
            while (true) {
              one.send(protocol);
            }
          }
        });
  }

  private static byte[] repeated(byte[] one, int times) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      all.writeBytes(one);
    }
    return all.toByteArray();
  }
}
