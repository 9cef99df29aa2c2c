package dev.unmask.enrich.probe.application;

import dev.unmask.avro.ApplicationAnswer;
import dev.unmask.avro.ApplicationProbe;
import dev.unmask.avro.ApplicationRequest;
import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.connection.Connection;
import dev.unmask.enrich.probe.connection.Ending;
import dev.unmask.enrich.probe.connection.Exchange;
import dev.unmask.enrich.probe.connection.PeerAlert;
import dev.unmask.enrich.probe.connection.Printable;
import dev.unmask.enrich.probe.visit.ProbeTimings;
import dev.unmask.schemas.certificate.CertificateFacts;
import java.util.function.Consumer;

/**
 * A question other than HTTP's, or none, on a connection whose handshake is done. Silence is only
 * what lasted for the whole time given, on an open connection.
 *
 * <pre>
 *   SILENT --bytes--> READING --whole answer, foreign, end of it or of time--> DONE
 *   SILENT --alert, undecryptable, end, time--> DONE
 * </pre>
 */
final class Question implements Exchange {

  private final Connection connection;
  private final ApplicationRequest kind;
  private final byte[] request;
  private final AnswerReader reader;
  private final ProbeTimings timings;
  private final Consumer<HttpGet.Result> then;
  private boolean done;
  private long sentNanos;
  private long waitedNanos;
  private int bytesRead;

  private Question(
      Connection connection,
      ApplicationRequest kind,
      byte[] request,
      AnswerReader reader,
      ProbeTimings timings,
      Consumer<HttpGet.Result> then) {
    this.connection = connection;
    this.kind = kind;
    this.request = request;
    this.reader = reader;
    this.timings = timings;
    this.then = then;
  }

  static Question rootDse(
      Connection connection, ProbeTimings timings, Consumer<HttpGet.Result> then) {
    return new Question(
        connection,
        ApplicationRequest.LDAP_ROOT_DSE,
        RootDse.request(),
        new LdapReader(),
        timings,
        then);
  }

  /** Gives the server time to speak first. */
  static Question none(Connection connection, ProbeTimings timings, Consumer<HttpGet.Result> then) {
    return new Question(
        connection, ApplicationRequest.LISTEN, new byte[0], new GreetingReader(), timings, then);
  }

  /** Asks; {@code then} is called once, on the connection's event loop. */
  void run() {
    sentNanos = System.nanoTime();
    connection.attach(this, timings.silence());
    if (!done && request.length > 0) {
      connection.send(request);
    }
  }

  @Override
  public void onBytes(byte[] bytes) {
    if (bytesRead == 0) {
      waitedNanos = sinceSent();
      connection.extend(timings.responseTimeout().minusNanos(waitedNanos));
    }
    bytesRead += bytes.length;
    switch (reader.read(bytes)) {
      case MORE -> {}
      case COMPLETE -> endWithWhatCame(true);
      case FOREIGN -> endWithWhatCame(false);
    }
  }

  @Override
  public void onAlert(int description) {
    end(ApplicationAnswer.TLS_ALERT, Outcome.TLS_ALERT, PeerAlert.name(description), false);
  }

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
    notTested(Outcome.APPLICATION_ERROR, "it wants to shake hands anew");
  }

  @Override
  public void onFlood(String detail) {
    notTested(Outcome.PROTOCOL_ERROR, detail);
  }

  @Override
  public void onEnd(Ending ending) {
    if (bytesRead > 0) {
      endWithWhatCame(false);
      return;
    }
    switch (ending) {
      case CLOSED -> end(ApplicationAnswer.CLOSED, Outcome.CONNECTION_CLOSED, "", false);
      case RESET -> end(ApplicationAnswer.RESET, Outcome.CONNECTION_RESET, "", false);
      case OVERRUN, CROWDED, LOCAL, UNREACHABLE -> notTested(ending.outcome(), "closed by us");
    }
  }

  @Override
  public void onDeadline() {
    if (bytesRead > 0) {
      endWithWhatCame(false);
    } else if (sinceSent() < timings.silence().toNanos()) {
      notTested(Outcome.IO_TIMEOUT, "the host's time was over");
    } else if (connection.isRecordComing()) {
      notTested(Outcome.IO_TIMEOUT, "a record was still coming");
    } else if (connection.inMidRecord()) {
      end(ApplicationAnswer.UNDECRYPTABLE, Outcome.IO_TIMEOUT, "a record that does not end", false);
    } else {
      end(ApplicationAnswer.SILENCE, Outcome.IO_TIMEOUT, "", true);
    }
  }

  @Override
  public void onFailure(Throwable failure) {
    notTested(Outcome.UNKNOWN_ERROR, Printable.detail(failure));
  }

  private void endWithWhatCame(boolean reusable) {
    AnswerReader.Answer answer = reader.answer();
    end(answer.kind(), answer.outcome(), answer.detail(), reusable);
  }

  private void notTested(Outcome why, String detail) {
    end(ApplicationAnswer.NOT_TESTED, why, detail, false);
  }

  private void end(ApplicationAnswer answer, Outcome outcome, String detail, boolean reusable) {
    if (done) {
      return;
    }
    done = true;
    connection.detach();
    then.accept(
        new HttpGet.Result(
            ApplicationProbe.newBuilder()
                .setOutcome(outcome)
                .setDetail(Printable.detail(detail))
                .setRequest(kind)
                .setAnswer(answer)
                .setBodySha256(bytesRead > 0 ? CertificateFacts.sha256(reader.content()) : null)
                .setBytesRead(bytesRead)
                .setWaitedNanos(bytesRead > 0 ? waitedNanos : sinceSent())
                .build(),
            reusable && connection.isOpen()));
  }

  private long sinceSent() {
    return System.nanoTime() - sentNanos;
  }
}
