package dev.unmask.enrich.probe.connection;

import dev.unmask.avro.Outcome;
import io.netty.channel.ConnectTimeoutException;
import java.net.NoRouteToHostException;
import java.util.Locale;

/** Tells the reasons apart for which a connect fails. */
final class ConnectFailure {

  private ConnectFailure() {}

  static Dialed.Failed of(Throwable failure) {
    return new Dialed.Failed(outcome(failure), Printable.detail(failure));
  }

  /** By type where there is one, otherwise by what strerror(3) says in the message. */
  private static Outcome outcome(Throwable failure) {
    if (failure instanceof ConnectTimeoutException) {
      return Outcome.CONNECTION_TIMEOUT;
    }
    if (failure instanceof NoRouteToHostException) {
      return Outcome.HOST_UNREACHABLE;
    }
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("refused")) {
      return Outcome.CONNECTION_REFUSED;
    }
    if (message.contains("timed out")) {
      return Outcome.CONNECTION_TIMEOUT;
    }
    if (message.contains("reset")) {
      return Outcome.CONNECTION_RESET;
    }
    return message.contains("unreachable") || message.contains("no route")
        ? Outcome.HOST_UNREACHABLE
        : Outcome.UNKNOWN_ERROR;
  }
}
