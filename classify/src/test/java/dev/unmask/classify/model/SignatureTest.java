package dev.unmask.classify.model;

import static dev.unmask.classify.model.HostBuilder.aHost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {

  static Stream<Signature> everyConstantOfEveryAspect() {
    List<Signature> all = new ArrayList<>();
    for (PortClass port : PortClass.values()) {
      all.add(aHost().on(port).build());
    }
    for (Reach.PassiveReason reason : Reach.PassiveReason.values()) {
      all.add(aHost().passive(reason).build());
    }
    for (Reach.TlsOutcome outcome : Reach.TlsOutcome.values()) {
      all.add(aHost().failed(outcome).build());
    }
    for (Reach.BannerAgreement banner : Reach.BannerAgreement.values()) {
      all.add(aHost().banner(banner).build());
    }
    for (Chain.Anchor anchor : Chain.Anchor.values()) {
      for (Chain.Path path : Chain.Path.values()) {
        for (Chain.Time time : Chain.Time.values()) {
          all.add(aHost().chain(anchor, path, time).build());
        }
      }
    }
    for (Chain.NameMatch name : Chain.NameMatch.values()) {
      all.add(
          aHost()
              .chain(
                  new Chain(
                      Chain.Anchor.NONE, Chain.Path.UNKNOWN, Chain.Time.UNKNOWN, 65_535, name))
              .build());
    }
    for (Speech.Liveness liveness : Speech.Liveness.values()) {
      all.add(aHost().liveness(liveness).build());
    }
    for (Speech.Answer answer : Speech.Answer.values()) {
      all.add(aHost().answered(answer, "ffff0000").build());
    }
    for (Vpn.Port1194 port : Vpn.Port1194.values()) {
      for (Vpn.OpenVpn openVpn : Vpn.OpenVpn.values()) {
        all.add(aHost().vpn(port, openVpn).build());
      }
    }
    for (Manners.HalfClose halfClose : Manners.HalfClose.values()) {
      all.add(aHost().halfClose(halfClose).build());
    }
    for (Manners.Resumption resumption : Manners.Resumption.values()) {
      all.add(aHost().resumption(resumption).build());
    }
    for (Manners.RoundTrips roundTrips : Manners.RoundTrips.values()) {
      all.add(aHost().roundTrips(roundTrips).build());
    }
    for (Manners.SniMatrix names : Manners.SniMatrix.values()) {
      all.add(aHost().names(names).build());
    }
    for (Manners.FirstBytes half : Manners.FirstBytes.values()) {
      for (Manners.PlainHttp clear : Manners.PlainHttp.values()) {
        all.add(aHost().firstBytes(half, clear).build());
      }
    }
    for (Vpn.PortShare share : Vpn.PortShare.values()) {
      all.add(aHost().portShare(share).build());
    }
    all.add(aHost().certificateOnly().build());
    all.add(aHost().redirectingTo("microsoft", "00010002").build());
    all.add(aHost().redirectingTo("", "00010002").build());
    all.add(aHost().inside("a", "b", "c", "d").build());
    all.add(aHost().inside("x".repeat(255)).build());
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("everyConstantOfEveryAspect")
  void what_is_encoded_is_decoded(Signature signature) {
    assertThat(Signature.decode(signature.encode())).isEqualTo(signature);
  }

  @Test
  void different_signatures_have_different_bytes() {
    long different = everyConstantOfEveryAspect().distinct().count();
    long bytes =
        everyConstantOfEveryAspect().map(one -> Arrays.toString(one.encode())).distinct().count();

    assertThat(bytes).isEqualTo(different);
  }

  @Test
  void the_first_byte_is_the_version_and_the_rest_is_small() {
    Signature typical =
        aHost().inside("microsoft").alerting().redirectingTo("microsoft", "00010002").build();

    assertThat(typical.encode()[0]).isEqualTo((byte) 2);
    assertThat(typical.encode()).hasSizeBetween(25, 50);
    assertThat(aHost().passive(Reach.PassiveReason.PROBING_OFF).build().encode())
        .hasSizeLessThan(25);
  }

  @Test
  void the_order_is_that_of_the_bytes() {
    List<Signature> sorted = new ArrayList<>(new TreeSet<>(everyConstantOfEveryAspect().toList()));

    List<byte[]> bytes = sorted.stream().map(Signature::encode).toList();
    for (int i = 1; i < bytes.size(); i++) {
      assertThat(Arrays.compareUnsigned(bytes.get(i - 1), bytes.get(i))).isNegative();
    }
  }

  @Test
  void no_prefix_of_a_signature_is_one() {
    byte[] whole = aHost().handshakeRelay().openVpn().inside("microsoft").build().encode();

    for (int length = 0; length < whole.length; length++) {
      byte[] prefix = Arrays.copyOf(whole, length);
      assertThatIllegalArgumentException().isThrownBy(() -> Signature.decode(prefix));
    }
  }

  @Test
  void nothing_may_follow_a_signature() {
    byte[] whole = aHost().build().encode();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Signature.decode(Arrays.copyOf(whole, whole.length + 1)))
        .withMessageContaining("not in canonical form");
  }

  @Test
  void another_version_is_refused_by_its_number() {
    byte[] newer = aHost().build().encode();
    newer[0] = 3;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Signature.decode(newer))
        .withMessageContaining("format version 3, expected 2");
  }

  @Test
  void an_unknown_constant_is_refused_by_its_enum() {
    byte[] unknown = aHost().build().encode();
    unknown[1] = 99;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Signature.decode(unknown))
        .withMessageContaining("99 is no ordinal of TlsOutcome");
  }

  /** Every single changed bit gives another signature or is refused, never the same or a crash. */
  @Test
  void every_bit_counts() {
    Signature signature =
        aHost().alerting().redirectingTo("microsoft", "00010002").inside("microsoft").build();
    byte[] bytes = signature.encode();

    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] changed = bytes.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        assertThat(Signature.decode(changed)).isNotEqualTo(signature);
      } catch (IllegalArgumentException refused) {
        assertThat(refused).hasMessageMatching("(?s).+: .+");
      }
    }
  }

  /**
   * Stored rows hold these ordinals: constants may be added at the end, and the bytes of old rows
   * keep their meaning.
   */
  @Test
  void the_ordinals_of_version_2_are_these() {
    assertThat(names(PortClass.values())).isEqualTo("HTTPS LDAPS OTHER");
    assertThat(names(Reach.Source.values())).isEqualTo("PROBED PASSIVE");
    assertThat(names(Reach.PassiveReason.values()))
        .isEqualTo(
            "NONE PROBING_OFF OUT_OF_SCOPE BLOCKLISTED NOT_WATCHED NOT_SAMPLED NO_CERTIFICATE OTHER"
                + " RECENTLY_PROBED");
    assertThat(names(Reach.TlsOutcome.values()))
        .isEqualTo(
            "NOT_PROBED SUCCESS CONNECTION_REFUSED CONNECTION_RESET CONNECTION_CLOSED"
                + " CONNECTION_TIMEOUT HOST_UNREACHABLE HANDSHAKE_ERROR TLS_ALERT"
                + " CERTIFICATE_TOO_LARGE IO_TIMEOUT PROTOCOL_ERROR APPLICATION_ERROR"
                + " BLOCKLISTED_TARGET POLICY_SKIPPED CANCELLED UNKNOWN_ERROR");
    assertThat(names(Reach.Handshake.values()))
        .isEqualTo("COMPLETED CERTIFICATE_ONLY FAILED NOT_TESTED");
    assertThat(names(Reach.BannerAgreement.values())).isEqualTo("AGREES DISAGREES NOT_TESTED");
    assertThat(names(Chain.Anchor.values()))
        .isEqualTo("OWNER_CATALOGUE PUBLIC_STORE USER_STORE NONE NOT_TESTED");
    assertThat(names(Chain.Path.values()))
        .isEqualTo("COMPLETE SELF_SIGNED_LEAF UNTRUSTED_ISSUER INCOMPLETE MALFORMED UNKNOWN");
    assertThat(names(Chain.Time.values()))
        .isEqualTo("VALID LEAF_EXPIRED ISSUER_EXPIRED NEVER_VALID NOT_YET_VALID UNKNOWN");
    assertThat(names(Chain.NameMatch.values())).isEqualTo("MATCH MISMATCH NOT_TESTED");
    assertThat(names(Speech.Liveness.values()))
        .isEqualTo("ALERT ORDERLY CLOSED RESET HELD UNDECRYPTABLE NOT_TESTED");
    assertThat(names(Speech.Request.values()))
        .isEqualTo("HTTP_GET LISTEN NOT_TESTED LDAP_ROOT_DSE");
    assertThat(names(Speech.Answer.values()))
        .isEqualTo(
            "HTTP_SUCCESS HTTP_REDIRECT HTTP_ERROR HTTP_OTHER OTHER_BYTES SILENCE CLOSED RESET"
                + " TLS_ALERT UNDECRYPTABLE NOT_TESTED LDAP_RESULT");
    assertThat(names(Speech.Redirect.values()))
        .isEqualTo("NONE SELF CATALOGUED ELSEWHERE EXPECTED");
    assertThat(names(Vpn.Port1194.values())).isEqualTo("OPEN CLOSED FILTERED NOT_TESTED");
    assertThat(names(Vpn.OpenVpn.values())).isEqualTo("PROVED BEHIND_KEY NOT_PROVED NOT_TESTED");
    assertThat(names(Vpn.PortShare.values())).isEqualTo("SHARED NOT_SHARED NOT_TESTED BEHIND_KEY");
    assertThat(names(Manners.HalfClose.values()))
        .isEqualTo("FLIGHT_CAME FLIGHT_LOST NOT_TESTED OTHERWISE");
    assertThat(names(Manners.Resumption.values()))
        .isEqualTo("RESUMED_FROM_OWNER RESUMED_FROM_OTHER NOT_RESUMED NOT_TESTED REFUSED_OWNERS");
    assertThat(names(Manners.RoundTrips.values())).isEqualTo("EXTRA_LEG NO_GAP NOT_TESTED");
    assertThat(names(Manners.SniMatrix.values()))
        .isEqualTo(
            "SAME_FOR_ALL OTHER_CERTIFICATES REFUSES_OTHERS NOT_TESTED ITS_OWN_FOR_SOME"
                + " ITS_OWN_FOR_ALL");
    assertThat(names(Manners.FirstBytes.values())).isEqualTo("HELD CLOSED ANSWERED NOT_TESTED");
    assertThat(names(Manners.PlainHttp.values()))
        .isEqualTo("NOT_TESTED HELD CLOSED HTTP TLS_ALERT OTHERWISE");
  }

  /** The nibble that an aspect was added in was always 0, which is its not tested. */
  @Test
  void a_row_stored_before_http_in_clear_was_observed_keeps_its_bytes() {
    Signature untested = aHost().build();

    assertThat(untested.encode()[12] & 0xF).isZero();
    assertThat(untested.manners().plainHttp()).isEqualTo(Manners.PlainHttp.NOT_TESTED);
  }

  @Test
  void a_coarse_signature_has_nothing_left_that_a_peer_can_choose_freely() {
    Signature one =
        aHost().tls("11111111").answered(Speech.Answer.HTTP_SUCCESS, "11111111").build();
    Signature other =
        aHost().tls("22222222").answered(Speech.Answer.HTTP_SUCCESS, "22222222").build();

    assertThat(one.coarse()).isEqualTo(other.coarse()).isEqualTo(one.coarse().coarse());
  }

  @ParameterizedTest
  @ValueSource(strings = {"zz", "0A0A0A0A", "0a0a0a", "0a0a0a0a0a"})
  void a_hash_is_8_lowercase_hex_digits(String shape) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> aHost().tls(shape).build())
        .withMessageContaining("8 lowercase hex digits");
  }

  @Test
  void network_owners_are_sorted_and_few() {
    assertThatIllegalArgumentException().isThrownBy(() -> aHost().inside("b", "a").build());
    assertThatIllegalArgumentException().isThrownBy(() -> aHost().inside("a", "a").build());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> aHost().inside("a", "b", "c", "d", "e").build());
  }

  private static String names(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Enum::name).collect(Collectors.joining(" "));
  }
}
