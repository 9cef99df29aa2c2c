package dev.unmask.classify.model;

import dev.unmask.avro.Observation;
import dev.unmask.schemas.owner.OwnerCatalogue;
import java.util.Arrays;
import java.util.List;

/**
 * What was observed of one host alone, reduced to a small record of enums; each aspect has its
 * <em>not tested</em>. Whose network the address is in is a matter of the catalogue when the
 * observation was reduced. Nothing here compares the host with its certificate or with another
 * host, so equal observations have equal signatures whatever else is known.
 *
 * <p>Its encoding starts with a format version; equality is equality of the encoded bytes, and so
 * is the order.
 *
 * @param networkOwners ids of the owners in whose networks the address is, sorted, at most 4
 */
public record Signature(
    Reach reach, Chain chain, Speech speech, Vpn vpn, Manners manners, List<String> networkOwners)
    implements Comparable<Signature> {

  /** The most owners that one address is counted to. */
  static final int MOST_OWNERS = 4;

  public Signature {
    networkOwners = List.copyOf(networkOwners);
    networkOwners.forEach(id -> Checks.id(id, "networkOwners"));
    if (networkOwners.size() > MOST_OWNERS
        || !networkOwners.equals(networkOwners.stream().sorted().distinct().toList())) {
      throw new IllegalArgumentException(
          "networkOwners: " + networkOwners + " is not sorted, or more than " + MOST_OWNERS);
    }
  }

  /** Reduces one observation. Never fails for what a host did. */
  public static Signature of(Observation observation, OwnerCatalogue owners) {
    return Reduction.of(observation, owners);
  }

  /** Some 25 to 45 bytes; the first is the format's version. */
  public byte[] encode() {
    return SignatureFormat.encode(this);
  }

  /**
   * Strict: exactly what {@link #encode()} makes.
   *
   * @throws IllegalArgumentException where the bytes are anything else; says where
   */
  public static Signature decode(byte[] bytes) {
    return SignatureFormat.decode(bytes);
  }

  /** Whether the bytes are of this version's format, by what they say of themselves. */
  public static boolean readable(byte[] bytes) {
    return bytes.length > 0 && bytes[0] == SignatureFormat.VERSION;
  }

  /** Whether the address lies in a network of this owner. */
  public boolean inNetworkOf(String ownerId) {
    return networkOwners.contains(ownerId);
  }

  /** Somebody on the path can use the private key. */
  public boolean completed() {
    return reach.handshake() == Reach.Handshake.COMPLETED;
  }

  /** Something was tried at the host. */
  public boolean probed() {
    return reach.source() == Reach.Source.PROBED && !reach.outcome().untried();
  }

  /** The outcome of the TLS probe, or NOT_PROBED: the key of {@code HostCounts.byOutcome}. */
  public String outcomeName() {
    return reach.outcome().name();
  }

  /**
   * The same without the two hashes that a peer can choose: what rows are merged into where hostile
   * hosts would make too many of them.
   */
  public Signature coarse() {
    return SignatureFormat.coarse(this);
  }

  @Override
  public int compareTo(Signature that) {
    return Arrays.compareUnsigned(encode(), that.encode());
  }
}
