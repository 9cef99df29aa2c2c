package dev.unmask.enrich.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.ApplicationAnswer;
import dev.unmask.avro.ApplicationProbe;
import dev.unmask.avro.ApplicationRequest;
import dev.unmask.avro.LivenessResult;
import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.peers.Conduct;
import dev.unmask.enrich.probe.peers.Conducts;
import dev.unmask.enrich.probe.peers.Identity;
import dev.unmask.enrich.probe.peers.Peers;
import dev.unmask.enrich.probe.peers.Pki;
import dev.unmask.enrich.probe.peers.Probing;
import dev.unmask.schemas.certificate.CertificateFacts;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a host answers to one GET. */
class ApplicationTest {

  @RegisterExtension final Peers peers = new Peers();
  @RegisterExtension final Probing probing = new Probing();

  private final Identity server = Pki.root("Test Root").leaf(Probing.NAME);

  @Test
  void redirect_is_recorded_and_not_followed() {
    HostReport report =
        answering(
            """
            HTTP/1.1 302 Found\r
            Location: https://support.example.com/\r
            Server: Microsoft-IIS/10.0\r
            Content-Length: 0\r
            \r
            """);

    ApplicationProbe application = report.application().orElseThrow();
    assertThat(application.getOutcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(application.getAnswer()).isEqualTo(ApplicationAnswer.HTTP_RESPONSE);
    assertThat(application.getRequest()).isEqualTo(ApplicationRequest.HTTP_GET);
    assertThat(application.getHost()).isEqualTo(Probing.NAME);
    assertThat(application.getHttp().getStatus()).isEqualTo(302);
    assertThat(application.getHttp().getLocation()).isEqualTo("https://support.example.com/");
    assertThat(application.getHttp().getServer()).isEqualTo("Microsoft-IIS/10.0");
    assertThat(report.liveness().orElseThrow().getResult()).isEqualTo(LivenessResult.ALERT);
    assertThat(peers.met()).as("one for all of TLS").isEqualTo(1);
  }

  @Test
  void request_bears_the_name_and_the_contact() {
    AtomicReference<String> request = new AtomicReference<>("");
    int port =
        peers.tls(
            server,
            "TLSv1.3",
            socket -> {
              byte[] read = new byte[8192];
              int length = socket.getInputStream().read(read);
              request.compareAndSet("", new String(read, 0, length, StandardCharsets.US_ASCII));
            });

    probing.fully(port);

    assertThat(request.get())
        .isEqualTo(
            """
            GET / HTTP/1.1\r
            Host: www.update.example.com\r
            User-Agent: unmask/test (+mailto:abuse@example.com)\r
            Accept: */*\r
            Connection: keep-alive\r
            \r
            """);
  }

  @Test
  void page_is_hashed_and_its_title_kept() {
    String page = "<html><head><TITLE lang=en>\n Forbidden \n here </TITLE></head></html>";

    HostReport report =
        answering("HTTP/1.1 403 Forbidden\r\nContent-Length: " + page.length() + "\r\n\r\n" + page);

    ApplicationProbe application = report.application().orElseThrow();
    assertThat(application.getHttp().getStatus()).isEqualTo(403);
    assertThat(application.getHttp().getTitle()).isEqualTo("Forbidden here");
    assertThat(application.getBodySha256())
        .isEqualTo(CertificateFacts.sha256(page.getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void connection_that_ends_with_its_response_is_opened_anew_for_liveness() {
    int port =
        peers.tls(
            server,
            "TLSv1.2",
            Conducts.firstThen(
                Conducts.afterHearing(Conducts.sayingAndClosing("HTTP/1.0 200 OK\r\n\r\nhello")),
                Conducts.silent()));

    HostReport report = probing.fully(port);

    assertThat(report.application().orElseThrow().getAnswer())
        .isEqualTo(ApplicationAnswer.HTTP_RESPONSE);
    assertThat(report.application().orElseThrow().getDetail()).isEmpty();
    assertThat(report.liveness().orElseThrow().getResult()).isEqualTo(LivenessResult.ALERT);
    assertThat(peers.met()).isEqualTo(2);
  }

  @Test
  void bytes_that_are_no_http_are_shown() {
    ApplicationProbe application = answering("220 mail.example.com ESMTP\r\n").application().get();

    assertThat(application.getAnswer()).isEqualTo(ApplicationAnswer.OTHER_BYTES);
    assertThat(application.getOutcome()).isEqualTo(Outcome.PROTOCOL_ERROR);
    assertThat(application.getDetail()).startsWith("2");
  }

  @Test
  void silence_lasts_for_the_whole_time_and_leaves_the_connection_for_liveness() {
    int port = peers.tls(server, "TLSv1.3", Conducts.silent());

    HostReport report = probing.fully(port);

    ApplicationProbe application = report.application().orElseThrow();
    assertThat(application.getAnswer()).isEqualTo(ApplicationAnswer.SILENCE);
    assertThat(application.getOutcome()).isEqualTo(Outcome.IO_TIMEOUT);
    assertThat(application.getWaitedNanos()).isGreaterThanOrEqualTo(Probing.SILENCE.toNanos());
    assertThat(report.liveness().orElseThrow().getResult()).isEqualTo(LivenessResult.ALERT);
  }

  @Test
  void closing_without_an_answer_is_no_silence() {
    int port = peers.tls(server, "TLSv1.2", Conducts.afterHearing(Conducts.closing()));

    ApplicationProbe application = probing.fully(port).application().orElseThrow();

    assertThat(application.getAnswer()).isEqualTo(ApplicationAnswer.CLOSED);
    assertThat(application.getOutcome()).isEqualTo(Outcome.CONNECTION_CLOSED);
  }

  @Test
  void endless_headers_end_at_the_limit() {
    ApplicationProbe application =
        probing
            .fully(
                peers.tls(
                    server,
                    "TLSv1.2",
                    Conducts.afterHearing(
                        Conducts.flooding(
                            "HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII),
                            "X-More: and more\r\n".getBytes(StandardCharsets.US_ASCII)))))
            .application()
            .orElseThrow();

    assertThat(application.getAnswer()).isEqualTo(ApplicationAnswer.OTHER_BYTES);
    assertThat(application.getBytesRead()).isLessThan(64 * 1024);
  }

  @Test
  void endless_body_is_cut_and_hashed_as_far_as_it_was_read() {
    ApplicationProbe application =
        probing
            .fully(
                peers.tls(
                    server,
                    "TLSv1.2",
                    Conducts.afterHearing(
                        Conducts.flooding(
                            "HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                            new byte[4096]))))
            .application()
            .orElseThrow();

    assertThat(application.getAnswer()).isEqualTo(ApplicationAnswer.HTTP_RESPONSE);
    assertThat(application.getDetail()).isEqualTo("the rest was not read");
    assertThat(application.getBodySha256()).isEqualTo(CertificateFacts.sha256(new byte[65_536]));
  }

  @Test
  void server_that_demands_a_client_certificate_after_the_handshake_says_so_by_alert() {
    Conduct demanding =
        socket -> {
          SSLSocket tls =
              (SSLSocket)
                  server.context().getSocketFactory().createSocket(socket, "127.0.0.1", 0, true);
          tls.setUseClientMode(false);
          tls.setNeedClientAuth(true);
          tls.setEnabledProtocols(new String[] {"TLSv1.3"});
          tls.startHandshake();
        };
    int port = peers.tcp(demanding);

    HostReport report = probing.fully(port);

    assertThat(report.chain()).containsExactlyElementsOf(server.ders());
    assertThat(report.application().orElseThrow().getAnswer())
        .isEqualTo(ApplicationAnswer.TLS_ALERT);
    assertThat(report.liveness().orElseThrow().getResult())
        .as("the alert answers the handshake, not the record")
        .isEqualTo(LivenessResult.NOT_TESTED);
  }

  private HostReport answering(String response) {
    return probing.fully(
        peers.tls(server, "TLSv1.3", Conducts.afterHearing(Conducts.saying(response))));
  }
}
