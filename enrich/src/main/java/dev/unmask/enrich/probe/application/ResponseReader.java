package dev.unmask.enrich.probe.application;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * Reads one HTTP/1.x response as it comes (RFC 9112), in a memory that is bounded whatever comes.
 * For one thread. States:
 *
 * <pre>
 *   HEAD --no HTTP, or too long--> FOREIGN
 *   HEAD --empty line--> BODY --its end, or enough of it--> COMPLETE | CUT
 *   HEAD --empty line of a 1xx--> HEAD
 * </pre>
 */
final class ResponseReader {

  enum State {
    /** Waiting for the empty line. */
    HEAD,
    /** Waiting for the end of the body. */
    BODY,
    /** All there, and the connection may be used further. */
    COMPLETE,
    /** More came, or would come, than is kept. */
    CUT,
    /** Not HTTP. */
    FOREIGN
  }

  static final int MOST_HEAD = 16 * 1024;
  static final int MOST_BODY = 64 * 1024;
  private static final byte[] HTTP = {'H', 'T', 'T', 'P', '/', '1', '.'};

  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private Optional<HttpResponse> response = Optional.empty();
  private BodyReader body = BodyReader.none();
  private State state = State.HEAD;
  private int lineLength;

  State state() {
    return state;
  }

  /** The head, once it is there. */
  Optional<HttpResponse> response() {
    return response;
  }

  /** The body as far as it was read, without its framing. */
  byte[] body() {
    return body.content();
  }

  /** What came before there was a head. */
  byte[] beginning() {
    return head.toByteArray();
  }

  State read(byte[] bytes) {
    for (int i = 0; i < bytes.length && state == State.HEAD; i++) {
      head(bytes[i]);
      if (state == State.BODY) {
        body(bytes, i + 1);
        return state;
      }
    }
    if (state == State.BODY) {
      body(bytes, 0);
    }
    return state;
  }

  /** The peer sends nothing more. */
  State end() {
    if (state == State.BODY && body.endsWithConnection()) {
      state = State.COMPLETE;
    }
    return state;
  }

  /** A line ends with LF, before which CR is no part of it (RFC 9112 2.2). */
  private void head(byte octet) {
    int at = head.size();
    head.write(octet);
    if ((at < HTTP.length && octet != HTTP[at]) || head.size() > MOST_HEAD) {
      state = State.FOREIGN;
    } else if (octet != '\n') {
      lineLength += octet == '\r' ? 0 : 1;
    } else if (lineLength == 0) {
      headComplete();
    } else {
      lineLength = 0;
    }
  }

  private void headComplete() {
    response = HttpResponse.parse(head.toByteArray());
    if (response.isEmpty()) {
      state = State.FOREIGN;
    } else if (response.get().isInterim()) {
      head.reset();
      response = Optional.empty();
    } else {
      body = BodyReader.of(response.get(), MOST_BODY);
      state = State.BODY;
    }
  }

  private void body(byte[] bytes, int from) {
    state =
        switch (body.read(bytes, from)) {
          case MORE -> State.BODY;
          case COMPLETE -> State.COMPLETE;
          case CUT -> State.CUT;
        };
  }
}
