package dev.unmask.enrich.probe.resumption;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentHelloTest {

  /** Record header, message header, legacy_version, random: none of it is looked at. */
  private static final String BEFORE = "16030100ff010000fb0303" + "ab".repeat(32);

  private static final String SUITES_AND_COMPRESSION = "0004" + "13011302" + "0100";

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "nothing by TLS 1.2, 00, 0000, false",
    "a session id by TLS 1.2, 04aabbccdd, 0004000d0000, true",
    "a ticket by TLS 1.2, 00, 0006002300020102, true",
    "an empty ticket by TLS 1.2, 00, 000400230000, false",
    "a session id for show by TLS 1.3, 04aabbccdd, 0009002b00050403040303, false",
    "a pre-shared key by TLS 1.3, 04aabbccdd, 0011002b000504030403030029000400000000, true",
    "a pre-shared key that goes on in another record, 00, 400000294000aabb, true",
  })
  void offers(String what, String sessionId, String extensions, boolean offered) {
    byte[] hello =
        HexFormat.of().parseHex(BEFORE + sessionId + SUITES_AND_COMPRESSION + extensions);

    assertThat(SentHello.offersSession(Unpooled.wrappedBuffer(hello))).as(what).isEqualTo(offered);
  }
}
