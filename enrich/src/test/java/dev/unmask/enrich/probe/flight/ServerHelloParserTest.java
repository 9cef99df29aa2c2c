package dev.unmask.enrich.probe.flight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.enrich.probe.flight.ServerHelloParser.Hello;
import dev.unmask.enrich.probe.flight.ServerHelloParser.Malformed;
import dev.unmask.enrich.probe.flight.ServerHelloParser.Result;
import dev.unmask.enrich.probe.flight.ServerHelloParser.Retry;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** One ServerHello, read strictly. */
class ServerHelloParserTest {

  @Test
  void version_is_that_of_supported_versions() {
    assertThat(hello(Hellos.TLS_1_3))
        .isEqualTo(
            new ServerHello(
                0x0303, 0x0304, 32, 0x1301, 0, List.of(51, 43), OptionalInt.of(0x001d), false));
  }

  @Test
  void extensions_are_told_in_the_order_sent() {
    assertThat(hello(Hellos.TLS_1_2))
        .isEqualTo(
            new ServerHello(
                0x0303,
                0x0303,
                0,
                0xc02f,
                0,
                List.of(0xff01, 11, 35, 16),
                OptionalInt.empty(),
                false));
  }

  @Test
  void extensions_may_be_absent() {
    ServerHello hello = hello(Hellos.TLS_1_0);

    assertThat(hello.version()).isEqualTo(0x0301);
    assertThat(hello.extensions()).isEmpty();
    assertThat(hello.choosesTls13()).isFalse();
  }

  @Test
  void hello_retry_request_is_no_hello() {
    assertThat(parse(Hellos.RETRY_REQUEST)).isInstanceOf(Retry.class);
  }

  @Test
  void no_byte_can_be_spared_but_all_extensions_together() {
    byte[] whole = Hellos.bytes(Hellos.TLS_1_2);
    int withoutExtensions = Hellos.bytes(Hellos.TLS_1_0).length;

    for (int length = 0; length < whole.length; length++) {
      Result result = ServerHelloParser.parse(Arrays.copyOf(whole, length), false);
      assertThat(result instanceof Hello).isEqualTo(length == withoutExtensions);
    }
  }

  @Test
  void nothing_may_follow() {
    assertThat(parse(Hellos.TLS_1_3 + "00")).isInstanceOf(Malformed.class);
  }

  @Test
  void nothing_may_follow_within_an_extension() {
    String head = "0303" + Hellos.RANDOM + "00" + "1301" + "00";

    assertThat(parse(head + Hellos.extensions("002b0003030400"))).isInstanceOf(Malformed.class);
    assertThat(parse(head + Hellos.extensions("00330004001d0001"))).isInstanceOf(Malformed.class);
    assertThat(parse(head + Hellos.extensions("002b00010304"))).isInstanceOf(Malformed.class);
  }

  @Test
  void session_id_has_32_bytes_at_most() {
    String tooLong = "0303" + Hellos.RANDOM + "21" + "bb".repeat(33) + "1301" + "00";

    assertThat(parse(tooLong)).isInstanceOf(Malformed.class);
  }

  /** Seeded, so that a failure repeats. */
  @Test
  void whatever_comes_has_a_result() {
    Random random = new Random(8446);
    List<String> samples = List.of(Hellos.TLS_1_3, Hellos.TLS_1_2, Hellos.RETRY_REQUEST);

    for (int round = 0; round < 100_000; round++) {
      byte[] mutant = Hellos.bytes(samples.get(round % samples.size()));
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
      }
      byte[] cut = Arrays.copyOf(mutant, random.nextInt(mutant.length + 8));

      Result result = ServerHelloParser.parse(cut, false);

      if (result instanceof Hello found) {
        assertThat(found.hello().sessionIdLength()).isBetween(0, 32);
        assertThat(found.hello().extensions()).hasSizeLessThan(cut.length / 4);
      } else if (result instanceof Malformed malformed) {
        assertThat(malformed.at()).isBetween(0, cut.length);
      }
    }
  }

  private static ServerHello hello(String hex) {
    return ((Hello) parse(hex)).hello();
  }

  private static Result parse(String hex) {
    return ServerHelloParser.parse(Hellos.bytes(hex), false);
  }
}
