package dev.unmask.classify.model;

/**
 * Whether and how a host was reached.
 *
 * @param port what its port is for
 * @param source whether it was probed
 * @param passiveReason why it was not; {@code NONE} where it was
 * @param outcome how the TLS probe ended
 * @param handshake how far the handshake came
 * @param banner whether the live leaf is the banner's
 * @param tlsShape 8 hex digits over what tells implementations of TLS apart in a completed
 *     handshake, the first of them for how it was asked; else empty
 */
public record Reach(
    PortClass port,
    Source source,
    PassiveReason passiveReason,
    TlsOutcome outcome,
    Handshake handshake,
    BannerAgreement banner,
    String tlsShape) {

  /** Whether anything was sent to the host. */
  public enum Source {
    PROBED,
    PASSIVE
  }

  /** Why a host was not probed; the words of {@code dev.unmask.avro.PassiveReason}. */
  public enum PassiveReason {
    NONE,
    PROBING_OFF,
    OUT_OF_SCOPE,
    BLOCKLISTED,
    NOT_WATCHED,
    NOT_SAMPLED,
    NO_CERTIFICATE,
    OTHER,
    RECENTLY_PROBED;

    /** The operator's policy forbade it. */
    public boolean forbidden() {
      return this == PROBING_OFF || this == OUT_OF_SCOPE || this == BLOCKLISTED;
    }
  }

  /** How the TLS probe ended; the words of {@code dev.unmask.avro.Outcome}. */
  public enum TlsOutcome {
    NOT_PROBED,
    SUCCESS,
    CONNECTION_REFUSED,
    CONNECTION_RESET,
    CONNECTION_CLOSED,
    CONNECTION_TIMEOUT,
    HOST_UNREACHABLE,
    HANDSHAKE_ERROR,
    TLS_ALERT,
    CERTIFICATE_TOO_LARGE,
    IO_TIMEOUT,
    PROTOCOL_ERROR,
    APPLICATION_ERROR,
    BLOCKLISTED_TARGET,
    POLICY_SKIPPED,
    CANCELLED,
    UNKNOWN_ERROR;

    /** No connection came about, though one was tried. */
    public boolean unreachable() {
      return this == CONNECTION_REFUSED || this == CONNECTION_TIMEOUT || this == HOST_UNREACHABLE;
    }

    /** Nothing was tried at the host, or it was broken off by us. */
    public boolean untried() {
      return this == NOT_PROBED
          || this == BLOCKLISTED_TARGET
          || this == POLICY_SKIPPED
          || this == CANCELLED;
    }
  }

  /** How far the handshake came. */
  public enum Handshake {
    /** Finished was verified: somebody on the path can use the private key. */
    COMPLETED,
    /** The certificate was shown, Finished was not: the key is not proved. */
    CERTIFICATE_ONLY,
    FAILED,
    NOT_TESTED
  }

  /** Whether the feed saw the leaf that the probe saw. */
  public enum BannerAgreement {
    AGREES,
    DISAGREES,
    NOT_TESTED
  }

  public Reach {
    Checks.hex(tlsShape, 8, "tlsShape");
  }
}
