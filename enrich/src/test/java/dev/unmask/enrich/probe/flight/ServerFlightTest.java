package dev.unmask.enrich.probe.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A server's handshake, however it is cut into records. */
class ServerFlightTest {

  private final ServerFlight flight = new ServerFlight();

  @Test
  void hello_is_the_same_in_single_bytes() {
    for (byte octet : Hellos.bytes(Hellos.message(2, Hellos.TLS_1_3))) {
      assertThat(flight.hello()).isEmpty();
      flight.onHandshake(Unpooled.wrappedBuffer(new byte[] {octet}));
    }

    assertThat(flight.hello().orElseThrow().choosesTls13()).isTrue();
    assertThat(flight.hello().orElseThrow().retried()).isFalse();
  }

  @Test
  void hello_after_a_retry_says_so() {
    handshake(Hellos.message(2, Hellos.RETRY_REQUEST));
    flight.onChangeCipherSpec();
    assertThat(flight.hello()).isEmpty();

    handshake(Hellos.message(2, Hellos.TLS_1_3));

    assertThat(flight.hello().orElseThrow().retried()).isTrue();
  }

  @Test
  void older_versions_show_all_up_to_the_change_of_cipher() {
    handshake(
        Hellos.message(2, Hellos.TLS_1_2)
            + Hellos.message(11, "00000b" + "000003" + "aabbcc" + "000002" + "ddee")
            + Hellos.message(13, "0101")
            + Hellos.message(14, ""));
    handshake(Hellos.message(4, "00000e10" + "0004" + "01020304"));
    flight.onChangeCipherSpec();
    handshake(Hellos.message(4, "00000001" + "0001" + "01"));

    assertThat(flight.certificates()).containsExactly(Hellos.bytes("aabbcc"), Hellos.bytes("ddee"));
    assertThat(flight.certificateRequested()).isTrue();
    assertThat(flight.ticket()).contains(new ClearTicket(3_600, 4));
  }

  @Test
  void certificates_before_a_broken_one_are_kept() {
    handshake(
        Hellos.message(2, Hellos.TLS_1_2)
            + Hellos.message(11, "00000b" + "000003" + "aabbcc" + "0000ff" + "ddee"));

    assertThat(flight.certificates()).containsExactly(Hellos.bytes("aabbcc"));
  }

  @Test
  void certificates_of_a_message_that_does_not_end_are_kept() {
    handshake(
        Hellos.message(2, Hellos.TLS_1_2) + "0bffffff" + "fffffc" + "000003" + "aabbcc" + "0000");

    assertThat(flight.certificates()).containsExactly(Hellos.bytes("aabbcc"));
  }

  @Test
  void what_is_encrypted_is_not_read() {
    flight.onEncrypted();
    handshake(Hellos.message(2, Hellos.TLS_1_2));

    assertThat(flight.hello()).isEmpty();
  }

  @Test
  void first_hello_counts() {
    handshake(Hellos.message(2, Hellos.TLS_1_2) + Hellos.message(2, Hellos.TLS_1_0));

    assertThat(flight.hello().orElseThrow().version()).isEqualTo(0x0303);
  }

  @Test
  void hello_beyond_16_KiB_is_given_up() {
    handshake("02004001" + "00".repeat(0x4001) + Hellos.message(2, Hellos.TLS_1_2));

    assertThat(flight.hello()).isEmpty();
  }

  @Test
  void what_follows_a_malformed_hello_is_given_up() {
    handshake(Hellos.message(2, "0303") + Hellos.message(2, Hellos.TLS_1_2));

    assertThat(flight.hello()).isEmpty();
  }

  /** Seeded, so that a failure repeats. */
  @Test
  void whatever_comes_is_survived() {
    Random random = new Random(5246);
    byte[] sample =
        Hellos.bytes(
            Hellos.message(2, Hellos.RETRY_REQUEST)
                + Hellos.message(2, Hellos.TLS_1_2)
                + Hellos.message(11, "000006" + "000003" + "aabbcc")
                + Hellos.message(4, "00000e10" + "0004" + "01020304"));
    for (int round = 0; round < 20_000; round++) {
      byte[] mutant = sample.clone();
      mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
      ServerFlight mutated = new ServerFlight();

      for (int at = 0; at < mutant.length; ) {
        int taken = Math.min(mutant.length - at, 1 + random.nextInt(64));
        mutated.onHandshake(Unpooled.wrappedBuffer(mutant, at, taken));
        at += taken;
      }

      assertThat(mutated.certificates()).hasSizeLessThanOrEqualTo(2);
    }
  }

  private void handshake(String hex) {
    flight.onHandshake(Unpooled.wrappedBuffer(Hellos.bytes(hex)));
  }
}
