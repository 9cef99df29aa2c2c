package dev.unmask.enrich.probe.application;

import dev.unmask.avro.ApplicationAnswer;
import dev.unmask.avro.ApplicationProbe;
import dev.unmask.avro.ApplicationRequest;
import dev.unmask.avro.HttpSummary;
import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.connection.Connection;
import dev.unmask.enrich.probe.connection.Ending;
import dev.unmask.enrich.probe.connection.Exchange;
import dev.unmask.enrich.probe.connection.PeerAlert;
import dev.unmask.enrich.probe.connection.Printable;
import dev.unmask.schemas.certificate.CertificateFacts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * {@code GET /} with the certificate's name as Host, on a connection whose handshake is done.
 * Silence is only what lasted for the whole time given, on an open connection.
 *
 * <pre>
 *   SILENT --bytes--> READING --whole response, enough, no HTTP, end of it or of time--> DONE
 *   SILENT --alert, undecryptable, end, time--> DONE
 * </pre>
 */
public final class HttpGet implements Exchange {

  private final Connection connection;
  private final String host;
  private final String userAgent;
  private final Duration silence;
  private final Duration responseTimeout;
  private final Consumer<Result> then;
  private final ResponseReader reader = new ResponseReader();
  private State state = new Silent();
  private long sentNanos;
  private int bytesRead;

  /**
   * What came, and whether the connection can be used for another probe: it stands, and nothing
   * more is to be expected on it.
   */
  public record Result(ApplicationProbe probe, boolean reusable) {}

  private sealed interface State {}

  private record Silent() implements State {}

  private record Reading(long waitedNanos) implements State {}

  private record Done() implements State {}

  /**
   * @param host what the Host header says
   * @param userAgent carries the operator's contact
   */
  public HttpGet(
      Connection connection,
      String host,
      String userAgent,
      Duration silence,
      Duration responseTimeout,
      Consumer<Result> then) {
    this.connection = connection;
    this.host = host;
    this.userAgent = userAgent;
    this.silence = silence;
    this.responseTimeout = responseTimeout;
    this.then = then;
  }

  /** Sends the request; {@code then} is called once, on the connection's event loop. */
  public void run() {
    sentNanos = System.nanoTime();
    connection.attach(this, silence);
    if (!(state instanceof Done)) {
      connection.send(request());
    }
  }

  /** An application probe that was not made, and why. */
  public static ApplicationProbe notTested(Outcome why, String detail) {
    return ApplicationProbe.newBuilder()
        .setOutcome(why)
        .setDetail(Printable.detail(detail))
        .setAnswer(ApplicationAnswer.NOT_TESTED)
        .build();
  }

  private byte[] request() {
    String head =
        """
        GET / HTTP/1.1\r
        Host: %s\r
        User-Agent: %s\r
        Accept: */*\r
        Connection: keep-alive\r
        \r
        """;
    return head.formatted(host, userAgent).getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void onBytes(byte[] bytes) {
    if (state instanceof Silent) {
      state = new Reading(sinceSent());
      connection.extend(responseTimeout.minusNanos(sinceSent()));
    }
    bytesRead += bytes.length;
    switch (reader.read(bytes)) {
      case HEAD, BODY -> {}
      case COMPLETE -> endWithResponse(true, "");
      case CUT -> endWithResponse(false, "the rest was not read");
      case FOREIGN -> endWithBytes();
    }
  }

  @Override
  public void onAlert(int description) {
    end(ApplicationAnswer.TLS_ALERT, Outcome.TLS_ALERT, PeerAlert.name(description), false);
  }

  /** The peer ends in order; what it sent may be a whole response. */
  @Override
  public void onCloseNotify() {
    onEnd(Ending.CLOSED);
  }

  @Override
  public void onUndecryptable(String detail) {
    end(ApplicationAnswer.UNDECRYPTABLE, Outcome.PROTOCOL_ERROR, detail, false);
  }

  @Override
  public void onRenegotiation() {
    end(
        ApplicationAnswer.NOT_TESTED,
        Outcome.APPLICATION_ERROR,
        "it wants to shake hands anew",
        false);
  }

  @Override
  public void onFlood(String detail) {
    end(ApplicationAnswer.NOT_TESTED, Outcome.PROTOCOL_ERROR, detail, false);
  }

  @Override
  public void onEnd(Ending ending) {
    reader.end();
    if (bytesRead > 0) {
      endWithWhatCame("until the connection ended (%s)".formatted(ending));
      return;
    }
    switch (ending) {
      case CLOSED -> end(ApplicationAnswer.CLOSED, Outcome.CONNECTION_CLOSED, "", false);
      case RESET -> end(ApplicationAnswer.RESET, Outcome.CONNECTION_RESET, "", false);
      case OVERRUN ->
          end(
              ApplicationAnswer.NOT_TESTED,
              Outcome.PROTOCOL_ERROR,
              "more bytes than are read from a host",
              false);
      case CROWDED, LOCAL, UNREACHABLE ->
          end(ApplicationAnswer.NOT_TESTED, Outcome.UNKNOWN_ERROR, "closed by us", false);
    }
  }

  @Override
  public void onDeadline() {
    if (bytesRead > 0) {
      endWithWhatCame("until the time was over");
    } else if (connection.isRecordComing()) {
      end(ApplicationAnswer.NOT_TESTED, Outcome.IO_TIMEOUT, "a record was still coming", false);
    } else if (sinceSent() >= silence.toNanos()) {
      boolean silent = !connection.inMidRecord();
      end(
          silent ? ApplicationAnswer.SILENCE : ApplicationAnswer.UNDECRYPTABLE,
          Outcome.IO_TIMEOUT,
          silent ? "" : "a record that does not end",
          silent);
    } else {
      end(ApplicationAnswer.NOT_TESTED, Outcome.IO_TIMEOUT, "the host's time was over", false);
    }
  }

  @Override
  public void onFailure(Throwable failure) {
    end(ApplicationAnswer.NOT_TESTED, Outcome.UNKNOWN_ERROR, Printable.detail(failure), false);
  }

  private void endWithWhatCame(String detail) {
    if (reader.response().isPresent()) {
      endWithResponse(false, detail);
    } else {
      endWithBytes();
    }
  }

  private void endWithResponse(boolean reusable, String detail) {
    boolean whole = reader.state() == ResponseReader.State.COMPLETE;
    end(ApplicationAnswer.HTTP_RESPONSE, Outcome.SUCCESS, whole ? "" : detail, reusable);
  }

  private void endWithBytes() {
    end(
        ApplicationAnswer.OTHER_BYTES,
        Outcome.PROTOCOL_ERROR,
        Printable.detail(reader.beginning()),
        false);
  }

  private void end(ApplicationAnswer answer, Outcome outcome, String detail, boolean reusable) {
    if (state instanceof Done) {
      return;
    }
    long waited = state instanceof Reading reading ? reading.waitedNanos() : sinceSent();
    state = new Done();
    connection.detach();
    Optional<HttpResponse> response = reader.response();
    Optional<HttpSummary> http = response.map(found -> found.summary(reader.body()));
    then.accept(
        new Result(
            ApplicationProbe.newBuilder()
                .setOutcome(outcome)
                .setDetail(Printable.detail(detail))
                .setRequest(ApplicationRequest.HTTP_GET)
                .setHost(host)
                .setAnswer(answer)
                .setHttp(http.orElse(null))
                .setBodySha256(response.isPresent() ? CertificateFacts.sha256(reader.body()) : null)
                .setBytesRead(bytesRead)
                .setWaitedNanos(waited)
                .build(),
            reusable && connection.isOpen()));
  }

  private long sinceSent() {
    return System.nanoTime() - sentNanos;
  }
}
