package dev.unmask.classify.model;

/**
 * What a host did after the handshake.
 *
 * @param liveness what a forged record drew, or an orderly close after it
 * @param request what was sent as application data
 * @param answer what came back
 * @param answerShape 8 hex digits over what is stable in an answer, or empty: the first 4 over the
 *     content (status, host of Location, title without digits), the last 4 over that and the
 *     product in Server; {@code 0000} where there is nothing distinctive. Peers choose it, so it is
 *     compared and never shown.
 * @param redirect where a redirect leads, or that the answer is one that the catalogue knows
 * @param redirectOwner id of the owner in whose domains a redirect leads, or whose servers are
 *     known to answer so; or empty
 */
public record Speech(
    Liveness liveness,
    Request request,
    Answer answer,
    String answerShape,
    Redirect redirect,
    String redirectOwner) {

  /**
   * Proof that the keys' holder reads what is sent after the handshake. The results are never
   * merged.
   */
  public enum Liveness {
    /** An encrypted alert that decrypts. */
    ALERT,
    /** Closed on a forged record, but answered an orderly close_notify with its own, encrypted. */
    ORDERLY,
    CLOSED,
    RESET,
    /** Open and silent for 5 s or more. */
    HELD,
    /** Bytes that do not decrypt. */
    UNDECRYPTABLE,
    NOT_TESTED;

    /** The keys' holder reads what is sent. */
    public boolean alive() {
      return this == ALERT || this == ORDERLY;
    }
  }

  /** What was sent as application data. */
  public enum Request {
    HTTP_GET,
    LISTEN,
    NOT_TESTED,
    /** A search of the root DSE, on the ports of LDAPS. */
    LDAP_ROOT_DSE
  }

  /** What came back. */
  public enum Answer {
    HTTP_SUCCESS,
    HTTP_REDIRECT,
    /** 4xx and 5xx. */
    HTTP_ERROR,
    /** A response with no status of those. */
    HTTP_OTHER,
    OTHER_BYTES,
    SILENCE,
    CLOSED,
    RESET,
    TLS_ALERT,
    UNDECRYPTABLE,
    NOT_TESTED,
    /** A well-formed answer to the search. */
    LDAP_RESULT;

    /** Application data came that decrypted. */
    public boolean spoke() {
      return switch (this) {
        case HTTP_SUCCESS, HTTP_REDIRECT, HTTP_ERROR, HTTP_OTHER, OTHER_BYTES, LDAP_RESULT -> true;
        case SILENCE, CLOSED, RESET, TLS_ALERT, UNDECRYPTABLE, NOT_TESTED -> false;
      };
    }
  }

  /** Where a redirect leads. */
  public enum Redirect {
    NONE,
    /** To the host itself: a path, or an address. */
    SELF,
    /** Into the domains of a catalogued owner. */
    CATALOGUED,
    ELSEWHERE,
    /**
     * Not into the domains of an owner, if it is one at all; but the answer is such as a catalogued
     * owner's servers are known to give. Elsewhere only where they are known to redirect there.
     */
    EXPECTED;

    /** An owner is named with it. */
    public boolean owned() {
      return this == CATALOGUED || this == EXPECTED;
    }
  }

  public Speech {
    Checks.hex(answerShape, 8, "answerShape");
    Checks.id(redirectOwner, "redirectOwner");
    if (redirectOwner.isEmpty() == redirect.owned()) {
      throw new IllegalArgumentException(
          "redirectOwner: "
              + redirectOwner
              + " with "
              + redirect
              + "; CATALOGUED and EXPECTED have one, others none");
    }
  }

  /** Nothing was tried after a handshake. */
  public static Speech untested() {
    return new Speech(
        Liveness.NOT_TESTED, Request.NOT_TESTED, Answer.NOT_TESTED, "", Redirect.NONE, "");
  }

  /** Application data were asked for by HTTP. */
  public boolean asked() {
    return request == Request.HTTP_GET && answer != Answer.NOT_TESTED;
  }
}
