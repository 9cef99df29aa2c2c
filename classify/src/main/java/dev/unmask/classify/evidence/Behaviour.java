package dev.unmask.classify.evidence;

import dev.unmask.classify.model.PortClass;
import dev.unmask.classify.model.Signature;
import dev.unmask.classify.model.Speech.Answer;
import dev.unmask.classify.model.Speech.Liveness;
import dev.unmask.classify.model.Speech.Redirect;

/** What a signature says of what its host does after the handshake. */
public final class Behaviour {

  private Behaviour() {}

  /** A forged record was sent after a completed handshake. */
  public static boolean livenessTested(Signature host) {
    return host.completed() && host.speech().liveness() != Liveness.NOT_TESTED;
  }

  /**
   * A GET was sent after a completed handshake, at a port where HTTP may be spoken: a server of
   * LDAP owes it no answer.
   */
  public static boolean asked(Signature host) {
    return host.completed() && host.speech().asked() && host.reach().port() != PortClass.LDAPS;
  }

  /** Answered a GET, in the session. */
  public static boolean answered(Signature host) {
    return asked(host) && host.speech().answer().spoke();
  }

  /**
   * The keys' holder reads what is sent: it answered with an alert, an orderly close or application
   * data.
   */
  public static boolean alive(Signature host) {
    return host.speech().liveness().alive() || host.speech().answer().spoke();
  }

  /** Keeps what is sent, or sends what does not decrypt, and no application data either. */
  public static boolean mute(Signature host) {
    Liveness liveness = host.speech().liveness();
    return (liveness == Liveness.HELD || liveness == Liveness.UNDECRYPTABLE)
        && !host.speech().answer().spoke();
  }

  /**
   * Completed the handshake, was asked, and stayed silent. A host that gives another sign of life
   * is not counted: its silence is a choice. Nor is one that ends the connection at a forged record
   * and not at a request: to who has not the session's keys both are opaque alike.
   */
  public static boolean silent(Signature host) {
    return asked(host)
        && host.speech().answer() == Answer.SILENCE
        && !alive(host)
        && !endsAtForgery(host);
  }

  private static boolean endsAtForgery(Signature host) {
    Liveness liveness = host.speech().liveness();
    return liveness == Liveness.CLOSED || liveness == Liveness.RESET;
  }

  /** Redirects into the domains of this owner. */
  public static boolean redirectsTo(Signature host, String owner) {
    return host.speech().redirect() == Redirect.CATALOGUED
        && host.speech().redirectOwner().equals(owner);
  }

  /** Answers as the servers of this owner are known to. */
  static boolean answersAsKnownOf(Signature host, String owner) {
    return host.speech().redirect() == Redirect.EXPECTED
        && host.speech().redirectOwner().equals(owner);
  }

  /**
   * Gave content that can be told from another's: a page, a redirect, other bytes; never an error
   * page.
   */
  public static boolean gaveContent(Signature host) {
    return switch (host.speech().answer()) {
      case HTTP_SUCCESS, HTTP_REDIRECT, OTHER_BYTES, LDAP_RESULT -> true;
      case HTTP_ERROR, HTTP_OTHER, SILENCE, CLOSED, RESET, TLS_ALERT, UNDECRYPTABLE, NOT_TESTED ->
          false;
    };
  }

  /** Gave such content, and by which hash to know it is known: merged signatures have none. */
  static boolean isContentKnown(Signature host) {
    return gaveContent(host) && !host.speech().answerShape().isEmpty();
  }

  /** What its ServerHello was like is known; likewise. */
  static boolean isTlsShapeKnown(Signature host) {
    return !host.reach().tlsShape().isEmpty();
  }

  /**
   * What it was asked at and the content that it gave: where these differ, the content is
   * another's.
   */
  static String content(Signature host) {
    String shape = host.speech().answerShape();
    return host.reach().port() + "/" + shape.substring(0, Math.min(4, shape.length()));
  }

  /** What it was asked at and all that is compared of its answer. */
  static String answer(Signature host) {
    return host.reach().port() + "/" + host.speech().answerShape();
  }

  /** Whether there is something in its answer by which to know it again. */
  static boolean distinctive(Signature host) {
    return gaveContent(host)
        && !host.speech().answerShape().isEmpty()
        && !host.speech().answerShape().endsWith("0000");
  }

  static PortClass port(Signature host) {
    return host.reach().port();
  }
}
