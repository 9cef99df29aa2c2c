package dev.unmask.enrich.probe.connection;

import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlertReceived;

/**
 * Finds the alert that a peer sent in what a TLS engine throws because of it. Every engine says it
 * in words of its own.
 */
public final class PeerAlert {

  /** BoringSSL: a reason of 1000 and more is an alert received (SSL_AD_REASON_OFFSET). */
  private static final Pattern BORINGSSL = Pattern.compile("error:10([0-9a-f]{6}):SSL");

  private static final int ALERT_OFFSET = 1000;
  private static final Pattern JDK = Pattern.compile("Received fatal alert: ([a-z0-9_]+)");

  private static final Map<String, Integer> NUMBERS =
      IntStream.range(0, 256)
          .boxed()
          .collect(
              Collectors.toUnmodifiableMap(
                  number -> AlertDescription.getName(number.shortValue()),
                  Function.identity(),
                  Math::min));

  private PeerAlert() {}

  /** AlertDescription (RFC 8446 6) of the alert behind a failure; empty where there is none. */
  public static OptionalInt in(Throwable failure) {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < 8; depth++) {
      OptionalInt alert = of(at);
      if (alert.isPresent()) {
        return alert;
      }
      at = at.getCause();
    }
    return OptionalInt.empty();
  }

  /** AlertDescription in the RFC's words, for people. */
  public static String name(int description) {
    return AlertDescription.getText((short) description);
  }

  private static OptionalInt of(Throwable failure) {
    if (failure instanceof TlsFatalAlertReceived received) {
      return OptionalInt.of(received.getAlertDescription());
    }
    String message = failure.getMessage() == null ? "" : failure.getMessage();
    Matcher boringSsl = BORINGSSL.matcher(message);
    if (boringSsl.find()) {
      int reason = Integer.parseInt(boringSsl.group(1), 16) & 0xfff;
      return reason >= ALERT_OFFSET && reason < ALERT_OFFSET + 256
          ? OptionalInt.of(reason - ALERT_OFFSET)
          : OptionalInt.empty();
    }
    Matcher jdk = JDK.matcher(message);
    return jdk.find() && NUMBERS.containsKey(jdk.group(1))
        ? OptionalInt.of(NUMBERS.get(jdk.group(1)))
        : OptionalInt.empty();
  }
}
