package dev.unmask.classify.topology.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.unmask.avro.Basis;
import dev.unmask.avro.InconclusiveReason;
import dev.unmask.avro.Role;
import dev.unmask.avro.VerdictKind;
import dev.unmask.avro.VpnEvidence;
import dev.unmask.classify.assess.HostAssessment;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageCodecsTest {

  private static final String LEAF = "0a".repeat(32);
  private static final Standing MEMBER =
      new Standing(Bytes.wrap(new byte[] {1, 2, 3}), OptionalLong.of(64_500), "NL");
  private static final Standing UNPLACED =
      new Standing(Bytes.wrap(new byte[] {1}), OptionalLong.empty(), "");

  static Stream<ToFingerprint> messages() {
    return Stream.of(
        new Seen(-5, 1_767_225_600_000L),
        new HostMoved("192.0.2.7:443/tcp", Optional.empty(), Optional.of(MEMBER), Optional.empty()),
        new HostMoved(
            "[2001:db8::7]:443/tcp",
            Optional.of(UNPLACED),
            Optional.of(Standing.CHANGED),
            Optional.of(Seen.at(9))));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void a_message_to_a_fingerprint_survives(ToFingerprint message) {
    ToFingerprintCodec codec = new ToFingerprintCodec();

    assertThat(codec.decode(codec.encode(message))).isEqualTo(message);
  }

  @Test
  void a_role_survives() {
    RoleFound role =
        new RoleFound(
            LEAF,
            MEMBER.signature(),
            new HostAssessment(Role.HANDSHAKE_RELAY, Basis.MEASURED, VpnEvidence.PORT_OPEN),
            VerdictKind.VPN_CAMOUFLAGE,
            0.987,
            Optional.of("microsoft"));
    RoleFoundCodec codec = new RoleFoundCodec();

    assertThat(codec.decode(codec.encode(role))).isEqualTo(role);
  }

  @Test
  void keys_survive() {
    assertThat(new Fingerprint().decode(new Fingerprint().encode(LEAF))).isEqualTo(LEAF);
    String endpoint = "192.0.2.7:443/tcp";
    assertThat(new EndpointKey().decode(new EndpointKey().encode(endpoint))).isEqualTo(endpoint);
  }

  @Test
  void a_message_of_another_version_is_refused() {
    byte[] bytes = new ToFingerprintCodec().encode(Seen.at(1));
    bytes[0] = 99;

    assertThatIllegalStateException()
        .isThrownBy(() -> new ToFingerprintCodec().decode(bytes))
        .withMessageContaining("format version 99");
  }

  @Test
  void every_word_of_the_contract_has_a_code() {
    assertThat(Codes.KINDS).containsExactlyInAnyOrder(VerdictKind.values());
    assertThat(Codes.REASONS).containsExactlyInAnyOrder(InconclusiveReason.values());
    assertThat(Codes.ROLES).containsExactlyInAnyOrder(Role.values());
    assertThat(Codes.BASES).containsExactlyInAnyOrder(Basis.values());
    assertThat(Codes.VPN).containsExactlyInAnyOrder(VpnEvidence.values());
  }

  @Test
  void a_fingerprint_is_64_lowercase_hex_digits() {
    assertThat(Fingerprint.of(LEAF)).contains(LEAF);
    assertThat(Fingerprint.of(LEAF.toUpperCase(Locale.ROOT))).isEmpty();
    assertThat(Fingerprint.of("0a")).isEmpty();
    assertThat(Fingerprint.of(null)).isEmpty();
  }
}
