package dev.unmask.enrich.probe.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.unmask.avro.FirstAnswer;
import dev.unmask.avro.FirstBytes;
import dev.unmask.avro.FirstBytesTest;
import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.connection.Connections;
import dev.unmask.enrich.probe.connection.Ending;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The machine, event by event. */
class FirstBytesExchangeTest {

  private static final Duration WATCH = Duration.ofMinutes(1);
  private static final byte[] HTTP = "HTTP/1.1 400 Bad".getBytes(StandardCharsets.US_ASCII);

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final List<FirstBytesTest> ends = new ArrayList<>();

  @Test
  void bytes_are_sent_as_they_are() {
    start(Sending.of(FirstBytes.TWO_ZEROS, (byte) 0, (byte) 0), WATCH, WATCH);

    ByteBuf sent = channel.readOutbound();

    assertThat(ByteBufUtil.getBytes(sent)).containsExactly(0, 0);
    sent.release();
  }

  @Test
  void nothing_is_sent_where_the_peer_may_speak_first() {
    start(Sending.nothing(), WATCH, WATCH);

    assertThat(channel.<ByteBuf>readOutbound()).isNull();
  }

  @Test
  void silence_until_the_time_is_over_is_held() {
    start(oneZero(), Duration.ofMillis(20), WATCH);
    runUntilEnd();

    assertThat(end().getAnswer()).isEqualTo(FirstAnswer.HELD);
    assertThat(end().getOutcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(end().getEnded()).isFalse();
    assertThat(end().getHeldNanos()).isGreaterThanOrEqualTo(20_000_000);
    assertThat(end().getWatchNanos()).isEqualTo(20_000_000);
    assertThat(channel.isOpen()).as("who asked closes it").isTrue();
  }

  @Test
  void silence_that_the_hosts_deadline_cuts_short_is_not_held() {
    start(oneZero(), WATCH, Duration.ofMillis(20));
    runUntilEnd();

    assertThat(end().getAnswer()).isEqualTo(FirstAnswer.NOT_TESTED);
    assertThat(end().getOutcome()).isEqualTo(Outcome.IO_TIMEOUT);
  }

  @Test
  void end_without_bytes_is_a_close_or_a_reset() {
    start().onEnd(Ending.CLOSED);
    start().onEnd(Ending.RESET);
    start().onEnd(Ending.UNREACHABLE);

    assertThat(ends)
        .extracting(FirstBytesTest::getAnswer)
        .containsExactly(FirstAnswer.CLOSED, FirstAnswer.RESET, FirstAnswer.UNREACHABLE);
    assertThat(ends).allMatch(FirstBytesTest::getEnded);
  }

  @Test
  void end_of_ours_says_nothing() {
    start().onEnd(Ending.OVERRUN);
    start().onEnd(Ending.LOCAL);
    start().onFailure(new IllegalStateException("ours"));
    start().onAlert(20);

    assertThat(ends).extracting(FirstBytesTest::getAnswer).containsOnly(FirstAnswer.NOT_TESTED);
    assertThat(ends).extracting(FirstBytesTest::getOutcome).doesNotContain(Outcome.SUCCESS);
  }

  @Test
  void bytes_before_an_end_are_the_answer() {
    FirstBytesExchange exchange = start();
    exchange.onBytes(HTTP);
    exchange.onEnd(Ending.RESET);

    assertThat(end().getAnswer()).isEqualTo(FirstAnswer.HTTP_RESPONSE);
    assertThat(end().getEnded()).isTrue();
    assertThat(end().getBytesRead()).isEqualTo(HTTP.length);
    assertThat(end().getFirstBytes()).startsWith("485454502f");
    assertThat(end().getAnsweredNanos()).isLessThanOrEqualTo(end().getHeldNanos());
  }

  @Test
  void answer_in_pieces_is_one_answer() {
    FirstBytesExchange exchange = start();
    for (byte one : HTTP) {
      exchange.onBytes(new byte[] {one});
    }
    exchange.onEnd(Ending.CLOSED);

    assertThat(end().getAnswer()).isEqualTo(FirstAnswer.HTTP_RESPONSE);
    assertThat(end().getBytesRead()).isEqualTo(HTTP.length);
  }

  @Test
  void proof_ends_it_at_once() {
    start(oneZero().provedBy(received -> received.length == 2), WATCH, WATCH).onBytes(new byte[2]);

    assertThat(end().getAnswer()).isEqualTo(FirstAnswer.OPENVPN_RESET);
  }

  @Test
  void flood_ends_it_and_is_counted() {
    FirstBytesExchange exchange = start();
    for (int i = 0; i < 100; i++) {
      exchange.onBytes(new byte[1024]);
    }

    assertThat(end().getAnswer()).isEqualTo(FirstAnswer.OTHER_BYTES);
    assertThat(end().getBytesRead()).isEqualTo(16 * 1024);
    assertThat(end().getFirstBytes()).hasSize(128);
  }

  @Test
  void connection_that_is_gone_already_was_not_tested_on() {
    channel.close();

    start();

    assertThat(end().getAnswer()).isEqualTo(FirstAnswer.NOT_TESTED);
  }

  @Test
  void it_ends_once() {
    FirstBytesExchange exchange = start();
    exchange.onEnd(Ending.CLOSED);
    exchange.onDeadline();
    exchange.onBytes(HTTP);

    assertThat(ends).hasSize(1);
  }

  private FirstBytesExchange start() {
    return start(oneZero(), WATCH, WATCH);
  }

  private FirstBytesExchange start(Sending sending, Duration watch, Duration hostTime) {
    FirstBytesExchange exchange =
        new FirstBytesExchange(Connections.over(channel, hostTime), sending, watch, ends::add);
    exchange.run();
    return exchange;
  }

  private static Sending oneZero() {
    return Sending.of(FirstBytes.ONE_ZERO, (byte) 0);
  }

  private void runUntilEnd() {
    await()
        .until(
            () -> {
              channel.runScheduledPendingTasks();
              return !ends.isEmpty();
            });
  }

  private FirstBytesTest end() {
    assertThat(ends).hasSize(1);
    return ends.get(0);
  }
}
