package dev.unmask.classify.topology.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.unmask.classify.topology.format.FieldReader;
import dev.unmask.classify.topology.format.FieldWriter;
import org.apache.kafka.common.utils.Bytes;

/**
 * Keys of store {@code members}: format version, fingerprint, signature with its length, hash of
 * the endpoint, endpoint. So the members of a fingerprint, and those of a signature, are each a
 * prefix, in the order of the endpoints' hashes.
 */
final class MemberKey {

  private static final int VERSION = 1;

  private MemberKey() {}

  static Bytes of(Member member) {
    return Bytes.wrap(
        ofSignature(member.fingerprint(), member.signature())
            .fixed(member.place())
            .raw(member.endpoint().getBytes(UTF_8))
            .written());
  }

  /** What the keys of all members of a fingerprint start with. */
  static Bytes prefix(String fingerprint) {
    return Bytes.wrap(ofFingerprint(fingerprint).written());
  }

  /** What the keys of all members of a fingerprint with this signature start with. */
  static Bytes prefix(String fingerprint, Bytes signature) {
    return Bytes.wrap(ofSignature(fingerprint, signature).written());
  }

  /** Behind the keys of all members of a fingerprint: no signature is so long. */
  static Bytes last(String fingerprint) {
    return Bytes.wrap(ofFingerprint(fingerprint).octet(0xFF).octet(0xFF).written());
  }

  /** Behind the keys of all members of a fingerprint with this signature: no text has a byte FF. */
  static Bytes last(String fingerprint, Bytes signature) {
    return Bytes.wrap(ofSignature(fingerprint, signature).fixed(-1).octet(0xFF).written());
  }

  static Member read(Bytes key) {
    FieldReader reader = new FieldReader(key.get(), VERSION, "a key of store members");
    String fingerprint = reader.sha256();
    Bytes signature = reader.wrapped();
    reader.fixed();
    return new Member(fingerprint, signature, new String(reader.rest(), UTF_8));
  }

  private static FieldWriter ofFingerprint(String fingerprint) {
    return new FieldWriter(VERSION).sha256(fingerprint);
  }

  private static FieldWriter ofSignature(String fingerprint, Bytes signature) {
    return ofFingerprint(fingerprint).bytes(signature);
  }
}
