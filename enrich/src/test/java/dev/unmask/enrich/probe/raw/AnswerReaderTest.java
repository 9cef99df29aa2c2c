package dev.unmask.enrich.probe.raw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.FirstAnswer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How answers begin; the bytes are as real servers sent them. */
class AnswerReaderTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "server hello,              160303007a020000760303, TLS_HANDSHAKE",
    "record version 1.0,        1603010051020000, TLS_HANDSHAKE",
    "client hello sent back,    16030100f6010000f20303, OTHER_BYTES",
    "no message yet,            160303007a, OTHER_BYTES",
    "alert decode_error,        15030300020232, TLS_ALERT",
    "alert of sniproxy,         15030100020228, TLS_ALERT",
    "alert of which half came,  1503030002, TLS_ALERT",
    "encrypted alert,           150303001a00000000, OTHER_BYTES",
    "HTTP/1.1 400,              485454502f312e3120343030, HTTP_RESPONSE",
    "HTTP without a version,    485454502f, HTTP_RESPONSE",
    "HTTP cut short,            48545450, OTHER_BYTES",
    "page without a status,     3c68746d6c3e, OTHER_BYTES",
    "SSH banner,                5353482d322e302d4f70656e535348, OTHER_BYTES",
    "reset of OpenVPN,          001a40a1a2a3a4a5a6a7a801, OTHER_BYTES",
    "one byte,                  16, OTHER_BYTES"
  })
  void reads(String what, String hex, FirstAnswer answer) {
    assertThat(AnswerReader.read(HexFormat.of().parseHex(hex))).isEqualTo(answer);
  }

  @Test
  void bent_beginnings_never_throw() {
    List<byte[]> real =
        List.of(
            HexFormat.of().parseHex("160303007a020000760303"),
            HexFormat.of().parseHex("15030300020232"),
            HexFormat.of().parseHex("485454502f312e3120343030"));
    Random random = new Random(17);

    for (int i = 0; i < 10_000; i++) {
      byte[] bent = real.get(random.nextInt(real.size())).clone();
      bent[random.nextInt(bent.length)] = (byte) random.nextInt();
      byte[] cut = Arrays.copyOf(bent, 1 + random.nextInt(bent.length));
      assertThat(AnswerReader.read(cut))
          .isIn(
              FirstAnswer.TLS_HANDSHAKE,
              FirstAnswer.TLS_ALERT,
              FirstAnswer.HTTP_RESPONSE,
              FirstAnswer.OTHER_BYTES);
    }
  }
}
