package dev.unmask.classify.model;

/**
 * What the chain that a host sent is worth: anchor and dates, two axes that are never merged. Of
 * the live chain where there is one, else of the banner's.
 *
 * @param anchor the strongest of what the path leads to
 * @param path the shape of the path, whatever its dates
 * @param time the path's dates when it was judged
 * @param expiredMonth months since January 1970 of the earliest expiry in an anchored path, 0 for
 *     none
 * @param name whether the leaf is valid for the name asked for
 */
public record Chain(Anchor anchor, Path path, Time time, int expiredMonth, NameMatch name) {

  /** The strongest anchor of a path. Ordered from strong to weak. */
  public enum Anchor {
    /** An issuing CA of the owner, known by its key. */
    OWNER_CATALOGUE,
    PUBLIC_STORE,
    /** A root that the user gave. */
    USER_STORE,
    NONE,
    NOT_TESTED
  }

  /** Shape of the path; the words of {@code dev.unmask.avro.PathState}. */
  public enum Path {
    COMPLETE,
    SELF_SIGNED_LEAF,
    UNTRUSTED_ISSUER,
    INCOMPLETE,
    MALFORMED,
    UNKNOWN
  }

  /** Dates of every certificate of the path. */
  public enum Time {
    VALID,
    /** The leaf is out of date (others may be too); there was a moment when all were valid. */
    LEAF_EXPIRED,
    /** The leaf is in date, one above it is not; there was a moment when all were valid. */
    ISSUER_EXPIRED,
    /** Expired, and never valid as a whole. */
    NEVER_VALID,
    NOT_YET_VALID,
    UNKNOWN;

    /** Out of date, and valid once. */
    public boolean expiredOnly() {
      return this == LEAF_EXPIRED || this == ISSUER_EXPIRED;
    }
  }

  /** Whether the leaf is valid for the name asked for (RFC 6125). */
  public enum NameMatch {
    MATCH,
    MISMATCH,
    NOT_TESTED
  }

  private static final int LAST_MONTH = 0xFFFF;

  public Chain {
    Checks.range(expiredMonth, LAST_MONTH, "expiredMonth");
  }

  /** No chain was seen. */
  public static Chain unseen() {
    return new Chain(Anchor.NOT_TESTED, Path.UNKNOWN, Time.UNKNOWN, 0, NameMatch.NOT_TESTED);
  }

  /** The path leads to something that is trusted, whatever its dates. */
  public boolean anchored() {
    return anchor != Anchor.NONE && anchor != Anchor.NOT_TESTED;
  }
}
