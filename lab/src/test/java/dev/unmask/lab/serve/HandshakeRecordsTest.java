package dev.unmask.lab.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class HandshakeRecordsTest {
  private static final String CLIENT_HELLO = "1603010004" + "01000000";
  private static final String KEY_EXCHANGE = "1603030002" + "1000";
  private static final String CHANGE_CIPHER_SPEC = "1403030001" + "01";
  private static final String FINISHED = "1603030005" + "0102030405";
  private static final String APPLICATION_DATA = "1703030003" + "aabbcc";

  private final HandshakeRecords records = new HandshakeRecords();

  @Test
  void handshake_ends_with_the_record_after_change_cipher_spec() {
    int handshake = follow(CLIENT_HELLO + KEY_EXCHANGE + CHANGE_CIPHER_SPEC + FINISHED);

    assertThat(handshake).isEqualTo(9 + 7 + 6 + 10);
    assertThat(records.finished()).isTrue();
  }

  @Test
  void handshake_is_not_over_before() {
    assertThat(follow(CLIENT_HELLO + KEY_EXCHANGE + CHANGE_CIPHER_SPEC)).isEqualTo(9 + 7 + 6);
    assertThat(records.finished()).isFalse();
  }

  @Test
  void what_follows_in_the_same_read_does_not_belong_to_it() {
    assertThat(follow(CHANGE_CIPHER_SPEC + FINISHED + APPLICATION_DATA)).isEqualTo(6 + 10);
    assertThat(follow(APPLICATION_DATA)).isZero();
  }

  @Test
  void records_may_come_byte_by_byte() {
    ByteBuf all = hex(CLIENT_HELLO + CHANGE_CIPHER_SPEC + FINISHED + APPLICATION_DATA);

    int handshake = 0;
    while (all.isReadable()) {
      handshake += records.follow(all.readSlice(1));
    }

    assertThat(handshake).isEqualTo(9 + 6 + 10);
  }

  @Test
  void empty_record_is_a_record() {
    assertThat(follow(CHANGE_CIPHER_SPEC + "1603030000" + APPLICATION_DATA)).isEqualTo(6 + 5);
  }

  @Test
  void buffer_is_left_as_it_is() {
    ByteBuf bytes = hex("ffff" + CHANGE_CIPHER_SPEC + FINISHED).skipBytes(2);

    records.follow(bytes);

    assertThat(bytes.readerIndex()).isEqualTo(2);
    assertThat(bytes.readableBytes()).isEqualTo(16);
  }

  @Test
  void what_is_not_tls_never_ends() {
    ByteBuf request =
        Unpooled.copiedBuffer(
            "GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

    assertThat(records.follow(request)).isEqualTo(request.readableBytes());
    assertThat(records.finished()).isFalse();
  }

  private int follow(String hex) {
    return records.follow(hex(hex));
  }

  private static ByteBuf hex(String hex) {
    return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex));
  }
}
