package dev.unmask.enrich.probe.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records followed by their lengths, however the bytes are cut. */
class RecordFramingTest {

  @ParameterizedTest(name = "{0}: in mid-record {1}, type {2}")
  @CsvSource({
    "'',                     false, 0",
    "17,                     true,  23",
    "17030300,               true,  23",
    "1703030002,             true,  23",
    "1703030002aa,           true,  23",
    "1703030002aaaa,         false, 23",
    "1703030000,             false, 23",
    "1703030001aa1503030002, true,  21",
    "1703030001aa16030300020102, false, 22",
  })
  void follows(String hex, boolean midRecord, int type) {
    StringBuilder wholeContent = new StringBuilder();
    StringBuilder piecesContent = new StringBuilder();
    RecordFraming whole = following(wholeContent);
    RecordFraming pieces = following(piecesContent);
    byte[] bytes = HexFormat.of().parseHex(hex);

    whole.see(Unpooled.wrappedBuffer(bytes));
    for (byte octet : bytes) {
      pieces.see(Unpooled.wrappedBuffer(new byte[] {octet}));
    }

    assertThat(whole.inMidRecord()).isEqualTo(midRecord);
    assertThat(whole.lastType()).isEqualTo(type);
    assertThat(pieces.inMidRecord()).isEqualTo(midRecord);
    assertThat(pieces.lastType()).isEqualTo(type);
    assertThat(piecesContent).hasToString(wholeContent.toString());
  }

  private static RecordFraming following(StringBuilder content) {
    return new RecordFraming((type, bytes) -> content.append(ByteBufUtil.hexDump(bytes)));
  }
}
