package dev.unmask.enrich.probe.openvpn;

import dev.unmask.avro.FirstAnswer;
import dev.unmask.avro.FirstBytes;
import dev.unmask.avro.FirstBytesTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the ends of connections give away a parser whose key we do not have. Windows and idle times
 * are settings of those who run it, so that times are compared with each other, never with a
 * constant:
 *
 * <pre>
 *                     TLS server   OpenVPN with a key   with a key, in front of a TLS server
 *   reset             closed       closed               closed
 *   shortened reset   closed       held                 held
 *   one zero          held         held                 held
 *   two zeros         held         closed               held as the TLS server does
 * </pre>
 */
final class ClosePattern {

  private static final int TIMES_LONGER = 3;
  private static final long LONGER_BY_NANOS = Duration.ofMillis(500).toNanos();

  private ClosePattern() {}

  /** The whole reset is refused without a word, and the one that lacks a byte is waited for. */
  static boolean isBehindKey(List<FirstBytesTest> tests) {
    Optional<FirstBytesTest> reset =
        silent(tests, FirstBytes.RESET).filter(FirstBytesTest::getEnded);
    return reset.isPresent()
        && silent(tests, FirstBytes.SHORTENED_RESET)
            .filter(shortened -> isMuchLonger(shortened, reset.get()))
            .isPresent()
        && waitsForTheLength(tests, reset.get())
        && waitsAlike(tests);
  }

  /**
   * One window ends every wait of this parser, for a length and for the rest of a packet. A packet
   * that was lost on the way, and so came a second late, makes one of them look long, not both.
   */
  private static boolean waitsAlike(List<FirstBytesTest> tests) {
    Optional<FirstBytesTest> one = silent(tests, FirstBytes.ONE_ZERO);
    Optional<FirstBytesTest> shortened = silent(tests, FirstBytes.SHORTENED_RESET);
    boolean bothOrNone =
        one.map(FirstBytesTest::getEnded).equals(shortened.map(FirstBytesTest::getEnded));
    return one.isEmpty()
        || (bothOrNone && 2 * nanos(shortened.orElseThrow()) >= nanos(one.orElseThrow()));
  }

  /** Every parser of this protocol does; where it was tested, another one is found out by it. */
  private static boolean waitsForTheLength(List<FirstBytesTest> tests, FirstBytesTest reset) {
    return tests.stream()
        .filter(test -> test.getSent() == FirstBytes.ONE_ZERO)
        .filter(test -> test.getAnswer() != FirstAnswer.NOT_TESTED)
        .allMatch(test -> isSilent(test) && isMuchLonger(test, reset));
  }

  private static Optional<FirstBytesTest> silent(List<FirstBytesTest> tests, FirstBytes sent) {
    return tests.stream()
        .filter(test -> test.getSent() == sent)
        .filter(ClosePattern::isSilent)
        .findFirst();
  }

  /** It was watched to its end, or the peer's, and said nothing. */
  private static boolean isSilent(FirstBytesTest test) {
    return switch (test.getAnswer()) {
      case HELD, CLOSED, RESET -> true;
      case TLS_HANDSHAKE,
          TLS_ALERT,
          HTTP_RESPONSE,
          OPENVPN_RESET,
          OTHER_BYTES,
          UNREACHABLE,
          NOT_TESTED ->
          false;
    };
  }

  /** On a fast network a few milliseconds are several times one, and mean nothing. */
  private static boolean isMuchLonger(FirstBytesTest test, FirstBytesTest than) {
    long held = nanos(test);
    long other = nanos(than);
    return held >= TIMES_LONGER * other && held - other >= LONGER_BY_NANOS;
  }

  private static long nanos(FirstBytesTest test) {
    Long held = test.getHeldNanos();
    return held == null ? 0 : held;
  }
}
