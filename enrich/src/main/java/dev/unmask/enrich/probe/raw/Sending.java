package dev.unmask.enrich.probe.raw;

import dev.unmask.avro.FirstBytes;
import java.util.function.Predicate;

/** What is sent first on a connection, and how its own answer is known. Immutable. */
public final class Sending {

  private final FirstBytes kind;
  private final byte[] bytes;
  private final boolean last;
  private final Predicate<byte[]> proof;

  private Sending(FirstBytes kind, byte[] bytes, boolean last, Predicate<byte[]> proof) {
    this.kind = kind;
    this.bytes = bytes.clone();
    this.last = last;
    this.proof = proof;
  }

  /** Bytes, after which more could follow from us. */
  public static Sending of(FirstBytes kind, byte... bytes) {
    return new Sending(kind, bytes, false, received -> false);
  }

  /** Nothing: the peer may speak first. */
  public static Sending nothing() {
    return of(FirstBytes.NOTHING);
  }

  /** The same, and FIN behind it. */
  public Sending andFin() {
    return new Sending(kind, bytes, true, proof);
  }

  /**
   * The same, with the answer that nobody can give who has not read these bytes.
   *
   * @param isAnswer asked with the first bytes received, at most 64
   */
  public Sending provedBy(Predicate<byte[]> isAnswer) {
    return new Sending(kind, bytes, last, isAnswer);
  }

  /** As a record names it. */
  public FirstBytes kind() {
    return kind;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /** Whether our side of the connection ends with it. */
  boolean last() {
    return last;
  }

  boolean isProvedBy(byte[] received) {
    return proof.test(received);
  }
}
