package dev.unmask.enrich.probe.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.ApplicationAnswer;
import dev.unmask.avro.ApplicationProbe;
import dev.unmask.enrich.probe.connection.Connection;
import dev.unmask.enrich.probe.connection.Connections;
import dev.unmask.enrich.probe.visit.ProbeTimings;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is asked of ports that are no web's, and what is made of the answer. */
class OtherPortsTest {

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final Connection connection = Connections.over(channel, Duration.ofMinutes(5));
  private final List<HttpGet.Result> ends = new ArrayList<>();

  @Test
  void root_dse_is_searched_anonymously() {
    Question.rootDse(connection, ProbeTimings.defaults(), ends::add).run();

    ByteBuf sent = channel.readOutbound();
    assertThat(ByteBufUtil.getBytes(sent)).isEqualTo(RootDse.request());
    assertThat(ByteBufUtil.hexDump(sent)).startsWith("306d0201016368" + "0400" + "0a0100");
    sent.release();
  }

  @Test
  void answer_of_a_directory_leaves_the_connection() {
    Question.rootDse(connection, ProbeTimings.defaults(), ends::add).run();

    receive(HexFormat.of().parseHex(LdapReaderTest.ENTRY + LdapReaderTest.DONE));

    assertThat(only().getAnswer()).isEqualTo(ApplicationAnswer.LDAP_RESULT);
    assertThat(only().getBodySha256()).hasSize(64);
    assertThat(only().getDetail()).isEqualTo("naming context DC=example");
    assertThat(ends.get(0).reusable()).isTrue();
  }

  @Test
  void answer_of_no_directory_is_other_bytes() {
    Question.rootDse(connection, ProbeTimings.defaults(), ends::add).run();

    receive("HTTP/1.1 400 Bad Request\r\n".getBytes(StandardCharsets.US_ASCII));

    assertThat(only().getAnswer()).isEqualTo(ApplicationAnswer.OTHER_BYTES);
    assertThat(only().getDetail()).endsWith("Bad Request\\x0d\\x0a");
    assertThat(ends.get(0).reusable()).isFalse();
  }

  @Test
  void mail_is_listened_to_and_sent_nothing() {
    Question.none(connection, ProbeTimings.defaults(), ends::add).run();

    receive("220 mail.exa".getBytes(StandardCharsets.US_ASCII));
    assertThat(ends).isEmpty();
    receive("mple.com ESMTP\r\n".getBytes(StandardCharsets.US_ASCII));

    assertThat(channel.outboundMessages()).isEmpty();
    assertThat(only().getAnswer()).isEqualTo(ApplicationAnswer.OTHER_BYTES);
    assertThat(only().getDetail()).isEqualTo("220 mail.example.com ESMTP\\x0d\\x0a");
  }

  @Test
  void end_before_a_greeting_is_no_silence() {
    Question.none(connection, ProbeTimings.defaults(), ends::add).run();

    channel.close();

    assertThat(ends).hasSize(1);
    assertThat(only().getAnswer()).isNotEqualTo(ApplicationAnswer.SILENCE);
  }

  private void receive(byte[] bytes) {
    channel.writeInbound(Unpooled.wrappedBuffer(bytes));
  }

  private ApplicationProbe only() {
    return ends.get(0).probe();
  }
}
