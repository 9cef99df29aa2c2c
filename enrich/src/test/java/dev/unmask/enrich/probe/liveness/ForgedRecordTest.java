package dev.unmask.enrich.probe.liveness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.unmask.avro.LivenessProbe;
import dev.unmask.avro.LivenessResult;
import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.connection.Connections;
import dev.unmask.enrich.probe.connection.Ending;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The machine, event by event. */
class ForgedRecordTest {

  private static final Duration SILENCE = Duration.ofMinutes(1);

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final List<LivenessProbe> ends = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({"TLSv1, 1", "TLSv1.1, 2", "TLSv1.2, 3", "TLSv1.3, 3"})
  void record_is_well_formed(String protocol, int minorVersion) {
    start(protocol, SILENCE, SILENCE);

    ByteBuf sent = channel.readOutbound();

    assertThat(sent.readByte()).isEqualTo((byte) 23);
    assertThat(sent.readByte()).isEqualTo((byte) 3);
    assertThat(sent.readByte()).isEqualTo((byte) minorVersion);
    assertThat(sent.readUnsignedShort()).isEqualTo(sent.readableBytes()).isEqualTo(160);
    sent.release();
  }

  @Test
  void alert_about_the_record_is_life() {
    start().onAlert(20);

    assertThat(end().getResult()).isEqualTo(LivenessResult.ALERT);
    assertThat(end().getProtocol()).isEqualTo("TLSv1.3");
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void alert_about_our_certificate_answers_the_handshake() {
    start().onAlert(116);

    assertThat(end().getResult()).isEqualTo(LivenessResult.NOT_TESTED);
    assertThat(end().getOutcome()).isEqualTo(Outcome.TLS_ALERT);
  }

  @Test
  void close_notify_is_closed_and_not_life() {
    start().onCloseNotify();

    assertThat(end().getResult()).isEqualTo(LivenessResult.CLOSED);
    assertThat(end().getDetail()).isEqualTo("with close_notify");
  }

  @ParameterizedTest
  @CsvSource({"CLOSED, CLOSED", "RESET, RESET", "OVERRUN, NOT_TESTED", "LOCAL, NOT_TESTED"})
  void ends_of_the_connection_are_told_apart(Ending ending, LivenessResult result) {
    start().onEnd(ending);

    assertThat(end().getResult()).isEqualTo(result);
  }

  @Test
  void data_that_decrypt_are_waited_past_and_mentioned() {
    ForgedRecord machine = start("TLSv1.3", Duration.ofMillis(50), SILENCE);

    machine.onBytes(new byte[7]);

    await()
        .until(
            () -> {
              channel.runScheduledPendingTasks();
              return !ends.isEmpty();
            });
    assertThat(end().getResult()).isEqualTo(LivenessResult.HELD);
    assertThat(end().getDetail()).startsWith("7 bytes");
  }

  @Test
  void silence_that_the_hosts_deadline_cuts_short_is_not_held() {
    start().onDeadline();

    assertThat(end().getResult()).isEqualTo(LivenessResult.NOT_TESTED);
    assertThat(end().getOutcome()).isEqualTo(Outcome.IO_TIMEOUT);
  }

  @Test
  void first_end_counts() {
    ForgedRecord machine = start();

    machine.onAlert(20);
    machine.onEnd(Ending.CLOSED);
    machine.onDeadline();
    machine.onFailure(new IllegalStateException("late"));

    assertThat(ends).hasSize(1);
    assertThat(end().getResult()).isEqualTo(LivenessResult.ALERT);
  }

  @Test
  void connection_that_is_closed_already_ends_it_at_once() {
    channel.close();

    start();

    assertThat(ends).hasSize(1);
  }

  private ForgedRecord start() {
    return start("TLSv1.3", SILENCE, SILENCE);
  }

  private ForgedRecord start(String protocol, Duration silence, Duration hostTime) {
    ForgedRecord machine =
        new ForgedRecord(
            Connections.over(channel, hostTime), protocol, silence, new Random(1), ends::add);
    machine.run();
    return machine;
  }

  private LivenessProbe end() {
    return ends.get(0);
  }
}
