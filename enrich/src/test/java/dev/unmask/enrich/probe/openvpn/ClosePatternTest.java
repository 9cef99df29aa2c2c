package dev.unmask.enrich.probe.openvpn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.FirstAnswer;
import dev.unmask.avro.FirstBytes;
import dev.unmask.avro.FirstBytesTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The measured table, and its neighbours. A figure is milliseconds held; ! answered, - not tested.
 */
class ClosePatternTest {

  private static final List<FirstBytes> ORDER =
      List.of(
          FirstBytes.RESET, FirstBytes.SHORTENED_RESET, FirstBytes.ONE_ZERO, FirstBytes.TWO_ZEROS);

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "TLS server,                          1,     1,     20000, 20000, false",
    "OpenVPN,                             !,     60000, 60000, 1,     false",
    "OpenVPN with a key,                  1,     60000, 60000, 1,     true",
    "with a key before a TLS server,      1,     60000, 60000, 20000, true",
    "with a key far away,                 300,   12000, 12000, 300,   true",
    "with a key and a short hand-window,  1,     3000,  3000,  1,     true",
    "with a key and no zeros tested,      1,     3000,  -,     -,     true",
    "tarpit,                              12000, 12000, 12000, 12000, false",
    "closes on anything,                  1,     1,     1,     1,     false",
    "closes on anything after a while,    5000,  5010,  5000,  5000,  false",
    "holds all but what has 16 bytes,     4000,  12000, 12000, 12000, true",
    "jitter is no pattern,                1,     40,    12000, 12000, false",
    "a packet lost on the way,            200,   1200,  12000, 12000, false",
    "three packets lost on the way,       10,    7000,  12000, 12000, false",
    "takes one byte for a message,        1,     12000, 1,     1,     false",
    "answers the shortened reset,         1,     !,     12000, 1,     false",
    "shortened reset not tested,          1,     -,     -,     -,     false",
    "reset not tested,                    -,     12000, 12000, 1,     false"
  })
  void reads(
      String what, String reset, String shortened, String zero, String zeros, boolean behindKey) {
    assertThat(ClosePattern.isBehindKey(tests(List.of(reset, shortened, zero, zeros))))
        .isEqualTo(behindKey);
  }

  private static List<FirstBytesTest> tests(List<String> figures) {
    List<FirstBytesTest> tests = new ArrayList<>();
    for (int i = 0; i < ORDER.size(); i++) {
      tests.add(test(ORDER.get(i), figures.get(i)));
    }
    return tests;
  }

  private static FirstBytesTest test(FirstBytes sent, String figure) {
    FirstBytesTest.Builder test = FirstBytesTest.newBuilder().setSent(sent);
    return switch (figure) {
      case "-" -> test.build();
      case "!" -> test.setAnswer(FirstAnswer.OTHER_BYTES).setHeldNanos(1_000_000L).build();
      default -> held(test, Long.parseLong(figure));
    };
  }

  /** Watched for 12 s, as the fast profile does. */
  private static FirstBytesTest held(FirstBytesTest.Builder test, long millis) {
    boolean ended = millis < 12_000;
    return test.setAnswer(ended ? FirstAnswer.CLOSED : FirstAnswer.HELD)
        .setEnded(ended)
        .setHeldNanos(Math.min(millis, 12_000) * 1_000_000)
        .build();
  }
}
