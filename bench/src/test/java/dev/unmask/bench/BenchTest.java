package dev.unmask.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is around the measuring. */
class BenchTest {

  @Test
  void all_is_measured_unless_something_is_named() {
    assertThat(BenchSettings.parse(List.of()).benchmarks())
        .containsExactly("handshakes", "tarpits", "costs", "ingest", "classify");
    assertThat(BenchSettings.parse(List.of("costs", "--rounds=3", "--seconds=2", "--format=json")))
        .isEqualTo(
            new BenchSettings(
                List.of("costs"),
                3,
                Duration.ofSeconds(2),
                10_000,
                200_000,
                1_000_000,
                60_000,
                true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "all",
        "--rounds=0",
        "--rounds=x",
        "--seconds=601",
        "--tarpits=15001",
        "--hosts=999",
        "--cluster=1001000",
        "--records=999",
        "--format=xml"
      })
  void what_the_usage_does_not_say_is_refused(String argument) {
    assertThatIllegalArgumentException().isThrownBy(() -> BenchSettings.parse(List.of(argument)));
  }

  @Test
  void a_sample_counts_by_processor_time_and_by_time() {
    Sample sample = new Sample(900, Duration.ofSeconds(3), Duration.ofSeconds(9));

    assertThat(sample.perCpuSecond()).isEqualTo(300.0);
    assertThat(sample.perSecond()).isEqualTo(100.0);
    assertThat(Sample.median(List.of(9.0, 1.0, 4.0))).isEqualTo(4.0);
    assertThat(Sample.median(List.of(9.0, 1.0, 4.0, 3.0))).isEqualTo(3.0);
    assertThat(Sample.quantile(List.of(9.0, 1.0, 4.0), 0.99)).isEqualTo(9.0);
  }

  @Test
  void processes_that_share_work_took_from_the_first_begin_to_the_last_end() {
    Instant noon = Instant.parse("2026-01-01T12:00:00Z");
    Pass one = new Pass(700, Duration.ofMillis(2_500), noon, noon.plusSeconds(4));
    Pass other = new Pass(300, Duration.ofMillis(500), noon.plusSeconds(1), noon.plusSeconds(5));

    assertThat(Pass.parse(one.line())).isEqualTo(one);
    assertThat(one.and(other))
        .isEqualTo(new Pass(1_000, Duration.ofSeconds(3), noon, noon.plusSeconds(5)));
    assertThat(one.and(other).sample().perSecond()).isEqualTo(200.0);
  }

  @Test
  void connections_of_openssl_are_those_of_real_time() {
    String printed =
        """
        1216 connections in 1.52s; 800.00 connections/user sec, bytes read 0
        1216 connections in 3 real seconds, 0 bytes read per connection\
        """;

    assertThat(OpenSslTime.count(printed)).isEqualTo(1_216);
    assertThat(OpenSslTime.count("Connection refused")).isZero();
  }

  @Test
  void addresses_are_distinct_and_this_machine() {
    assertThat(LongStream.range(0, 100_000).mapToObj(Targets::address))
        .doesNotHaveDuplicates()
        .startsWith("127.1.0.1")
        .allMatch(address -> address.startsWith("127."));
  }

  @Test
  void a_table_is_for_people_and_for_machines() throws IOException {
    Table table =
        new Table(
            "costs",
            "What a host costs",
            List.of("host", "tier", "ratio"),
            List.of(List.of("genuine", 1, 1_234.5), List.of("relay", 12L, 0.5)),
            List.of("A note."));

    assertThat(table.text())
        .isEqualTo(
            """
            What a host costs

              host     tier  ratio
              genuine     1  1,235
              relay      12   0.50

              A note.
            """);
    try (JsonParser json =
        new JsonFactory().createParser(Json.of(Map.of("cores", "2"), List.of(table)))) {
      int values = 0;
      while (json.nextToken() != null) {
        values += json.currentToken().isScalarValue() ? 1 : 0;
      }
      assertThat(values).isEqualTo(7);
    }
  }

  @Test
  void tarpits_in_their_own_process_hold_who_comes() throws IOException {
    try (Fork tarpits = new Fork(Tarpits.class)) {
      int port = Integer.parseInt(tarpits.ask("port"));
      assertThat(tarpits.ask("held")).isEqualTo("0");

      try (SocketChannel visitor = SocketChannel.open(new InetSocketAddress("127.9.9.9", port))) {
        visitor.configureBlocking(false);
        TarpitsHeld.awaitHeld(tarpits, 1);

        assertThat(visitor.read(ByteBuffer.allocate(1))).as("no word, no end").isZero();
      }
      TarpitsHeld.awaitHeld(tarpits, 0);
    }
  }
}
