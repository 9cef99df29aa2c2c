package dev.unmask.enrich.probe.openvpn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.enrich.probe.openvpn.ServerReset.Reading;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The grammar of the server's answer. The first row is as OpenVPN 2.6.14 sent it, ids changed. */
class ServerResetTest {

  private static final ClientReset OURS = new ClientReset(0x0102030405060708L);
  private static final String ANSWER =
      "001a40a1a2a3a4a5a6a7a801000000000102030405060708" + "00000000";

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "the answer,               001a40a1a2a3a4a5a6a7a80100000000010203040506070800000000, PROVED",
    "more behind it,           001a40a1a2a3a4a5a6a7a8010000000001020304050607080000000000ff, PROVED",
    "two acknowledgements,     001e40a1a2a3a4a5a6a7a8020000000000000001010203040506070800000000, PROVED",
    "another's session id,     001a40a1a2a3a4a5a6a7a80100000000010203040506070900000000, OTHER",
    "client's opcode,          001a38a1a2a3a4a5a6a7a80100000000010203040506070800000000, OTHER",
    "another key id,           001a41a1a2a3a4a5a6a7a80100000000010203040506070800000000, OTHER",
    "no acknowledgement,       000e40a1a2a3a4a5a6a7a80000000000, OTHER",
    "acks do not fit,          001a40a1a2a3a4a5a6a7a80200000000010203040506070800000000, OTHER",
    "nine acknowledgements,    003a40, OTHER",
    "length off by one,        001b40, OTHER",
    "our own reset,            000e38010203040506070800000000 00, OTHER",
    "an SSH banner,            5353482d322e30, OTHER",
    "a TLS alert,              15030300020246, OTHER",
    "one byte,                 00, INCOMPLETE",
    "the length alone,         001a, INCOMPLETE"
  })
  void reads(String what, String hex, Reading reading) {
    assertThat(ServerReset.readStream(HexFormat.of().parseHex(hex.replace(" ", "")), OURS))
        .isEqualTo(reading);
  }

  @Test
  void nothing_is_incomplete() {
    assertThat(ServerReset.readStream(new byte[0], OURS)).isEqualTo(Reading.INCOMPLETE);
  }

  @Test
  void every_beginning_of_the_answer_is_incomplete() {
    byte[] answer = HexFormat.of().parseHex(ANSWER);

    for (int length = 0; length < answer.length; length++) {
      assertThat(ServerReset.readStream(Arrays.copyOf(answer, length), OURS))
          .as("%d bytes", length)
          .isEqualTo(Reading.INCOMPLETE);
    }
  }

  @Test
  void random_bytes_prove_nothing_and_break_nothing() {
    Random random = new Random(11);

    for (int i = 0; i < 10_000; i++) {
      byte[] bytes = new byte[random.nextInt(80)];
      random.nextBytes(bytes);
      assertThat(ServerReset.readStream(bytes, OURS)).isNotEqualTo(Reading.PROVED);
    }
  }

  @Test
  void bent_answers_never_throw() {
    byte[] answer = HexFormat.of().parseHex(ANSWER);
    Random random = new Random(13);

    for (int i = 0; i < 10_000; i++) {
      byte[] bent = answer.clone();
      bent[random.nextInt(bent.length)] = (byte) random.nextInt();
      assertThat(ServerReset.readStream(bent, OURS)).isNotNull();
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "the answer,               40a1a2a3a4a5a6a7a80100000000010203040506070800000000, PROVED",
    "more behind it,           40a1a2a3a4a5a6a7a8010000000001020304050607080000000000ff, PROVED",
    "two acknowledgements,     40a1a2a3a4a5a6a7a8020000000000000001010203040506070800000000, PROVED",
    "another's session id,     40a1a2a3a4a5a6a7a80100000000010203040506070900000000, OTHER",
    "client's opcode,          38a1a2a3a4a5a6a7a80100000000010203040506070800000000, OTHER",
    "no acknowledgement,       40a1a2a3a4a5a6a7a8000102030405060708000000000000000000, OTHER",
    "acks beyond its end,      40a1a2a3a4a5a6a7a80200000000010203040506070800000000, OTHER",
    "minus one acks,           40a1a2a3a4a5a6a7a8ff00000000010203040506070800000000, OTHER",
    "a byte short,             40a1a2a3a4a5a6a7a801000000000102030405060708000000, OTHER",
    "with a length before it,  001a40a1a2a3a4a5a6a7a80100000000010203040506070800000000, OTHER",
    "our own reset,            3801020304050607080000000000, OTHER",
    "one byte,                 40, OTHER"
  })
  void reads_datagrams(String what, String hex, Reading reading) {
    assertThat(ServerReset.readDatagram(HexFormat.of().parseHex(hex), OURS)).isEqualTo(reading);
  }

  @Test
  void bent_datagrams_never_throw_nor_prove_without_our_id() {
    byte[] answer = HexFormat.of().parseHex(ANSWER.substring(4));
    Random random = new Random(19);

    for (int i = 0; i < 10_000; i++) {
      byte[] bent = Arrays.copyOf(answer, random.nextInt(60));
      if (bent.length > 0) {
        bent[random.nextInt(bent.length)] = (byte) random.nextInt();
      }
      if (ServerReset.readDatagram(bent, OURS) == Reading.PROVED) {
        assertThat(HexFormat.of().formatHex(bent)).contains("0102030405060708");
      }
    }
  }

  @Test
  void our_datagram_lacks_the_length() {
    assertThat(OURS.datagram()).isEqualTo(Arrays.copyOfRange(OURS.stream(), 2, 16));
  }

  @Test
  void our_reset_is_sixteen_bytes_with_our_id() {
    assertThat(HexFormat.of().formatHex(OURS.stream()))
        .isEqualTo("000e38" + "0102030405060708" + "00" + "00000000");
  }

  @Test
  void our_id_is_never_zero() {
    Random zeros =
        new Random() {
          @Override
          public long nextLong() {
            return 0;
          }
        };

    assertThat(ClientReset.random(zeros).sessionId()).isNotZero();
  }
}
