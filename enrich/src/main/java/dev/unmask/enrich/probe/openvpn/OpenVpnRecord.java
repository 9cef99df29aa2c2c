package dev.unmask.enrich.probe.openvpn;

import dev.unmask.avro.FirstAnswer;
import dev.unmask.avro.FirstBytesTest;
import dev.unmask.avro.OpenVpnAnswer;
import dev.unmask.avro.OpenVpnProbe;
import dev.unmask.avro.OpenVpnState;
import dev.unmask.avro.Outcome;
import dev.unmask.avro.Transport;
import dev.unmask.enrich.probe.connection.Printable;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;

/**
 * Makes the record of one port.
 *
 * @param connectNanos SYN to established, where that was measured
 */
record OpenVpnRecord(int port, Transport transport, OptionalLong connectNanos) {

  /** A port that was not asked, or could not be, and why. */
  OpenVpnProbe unopened(Outcome why, String detail) {
    return record(why)
        .setOutcome(why)
        .setDetail(Printable.detail(detail))
        .setState(unopened(why))
        .build();
  }

  /**
   * A port that was asked.
   *
   * @param connect how the connect ended, SUCCESS mostly
   * @param tests in their order, at least one: the first of them is what {@code answer} tells of
   */
  OpenVpnProbe asked(Outcome connect, List<FirstBytesTest> tests) {
    FirstBytesTest first = tests.get(0);
    return record(connect)
        .setOutcome(outcome(first))
        .setDetail(detail(first))
        .setAnswer(answer(first))
        .setState(connect == Outcome.SUCCESS ? open(tests) : unopened(connect))
        .setTests(tests)
        .build();
  }

  private OpenVpnProbe.Builder record(Outcome connect) {
    return OpenVpnProbe.newBuilder()
        .setPort(port)
        .setTransport(transport)
        .setConnect(connect)
        .setConnectNanos(connectNanos.isPresent() ? connectNanos.getAsLong() : null);
  }

  private static OpenVpnState open(List<FirstBytesTest> tests) {
    if (tests.stream().anyMatch(test -> test.getAnswer() == FirstAnswer.OPENVPN_RESET)) {
      return OpenVpnState.PROVED;
    }
    return ClosePattern.isBehindKey(tests) ? OpenVpnState.BEHIND_KEY : OpenVpnState.OPEN;
  }

  /** A port that ends what it accepts before we can speak serves nobody. */
  private static OpenVpnState unopened(Outcome connect) {
    return switch (connect) {
      case CONNECTION_REFUSED, CONNECTION_RESET, CONNECTION_CLOSED -> OpenVpnState.CLOSED;
      case CONNECTION_TIMEOUT, HOST_UNREACHABLE -> OpenVpnState.FILTERED;
      case IO_TIMEOUT -> OpenVpnState.OPEN_OR_FILTERED;
      case SUCCESS,
          HANDSHAKE_ERROR,
          TLS_ALERT,
          CERTIFICATE_TOO_LARGE,
          PROTOCOL_ERROR,
          APPLICATION_ERROR,
          BLOCKLISTED_TARGET,
          POLICY_SKIPPED,
          CANCELLED,
          UNKNOWN_ERROR ->
          OpenVpnState.NOT_TESTED;
    };
  }

  private static OpenVpnAnswer answer(FirstBytesTest first) {
    return switch (first.getAnswer()) {
      case OPENVPN_RESET -> OpenVpnAnswer.PROVED;
      case HELD -> OpenVpnAnswer.SILENCE;
      case CLOSED -> OpenVpnAnswer.CLOSED;
      case RESET -> OpenVpnAnswer.RESET;
      case TLS_HANDSHAKE, TLS_ALERT, HTTP_RESPONSE, OTHER_BYTES -> OpenVpnAnswer.OTHER_BYTES;
      case UNREACHABLE, NOT_TESTED -> OpenVpnAnswer.NOT_TESTED;
    };
  }

  private static Outcome outcome(FirstBytesTest first) {
    return switch (first.getAnswer()) {
      case OPENVPN_RESET -> Outcome.SUCCESS;
      case HELD -> Outcome.IO_TIMEOUT;
      case CLOSED -> Outcome.CONNECTION_CLOSED;
      case RESET -> Outcome.CONNECTION_RESET;
      case TLS_HANDSHAKE, TLS_ALERT, HTTP_RESPONSE, OTHER_BYTES -> Outcome.PROTOCOL_ERROR;
      case UNREACHABLE -> Outcome.CONNECTION_REFUSED;
      case NOT_TESTED -> first.getOutcome();
    };
  }

  private static String detail(FirstBytesTest first) {
    return first.getAnswer() == FirstAnswer.OPENVPN_RESET || first.getFirstBytes().isEmpty()
        ? first.getDetail()
        : Printable.detail(HexFormat.of().parseHex(first.getFirstBytes()));
  }
}
