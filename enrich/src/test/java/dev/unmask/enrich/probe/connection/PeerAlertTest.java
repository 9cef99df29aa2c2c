package dev.unmask.enrich.probe.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.DecoderException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alerts in the words of three engines, as recorded. */
class PeerAlertTest {

  @ParameterizedTest
  @CsvSource({
    "error:100003fc:SSL routines:OPENSSL_internal:SSLV3_ALERT_BAD_RECORD_MAC, 20",
    "error:10000410:SSL routines:OPENSSL_internal:SSLV3_ALERT_HANDSHAKE_FAILURE, 40",
    "error:1000042e:SSL routines:OPENSSL_internal:TLSV1_ALERT_PROTOCOL_VERSION, 70",
    "error:1000045c:SSL routines:OPENSSL_internal:TLSV1_CERTIFICATE_REQUIRED, 116",
    "Received fatal alert: handshake_failure, 40",
    "Received fatal alert: bad_record_mac, 20",
    "(unrecognized_name) Received fatal alert: unrecognized_name, 112",
  })
  void alert_received_has_a_number(String message, int description) {
    assertThat(PeerAlert.in(new SSLException(message))).hasValue(description);
  }

  @ParameterizedTest
  @CsvSource({
    "error:1000008a:SSL routines:OPENSSL_internal:DECRYPTION_FAILED_OR_BAD_RECORD_MAC",
    "error:10000096:SSL routines:OPENSSL_internal:EXCESSIVE_MESSAGE_SIZE",
    "Tag mismatch",
    "Received fatal alert: of_no_such_name",
    "not an SSL/TLS record",
  })
  void failure_of_our_own_is_no_alert(String message) {
    assertThat(PeerAlert.in(new SSLException(message))).isEmpty();
  }

  @Test
  void causes_are_searched() {
    Throwable wrapped =
        new DecoderException(new SSLHandshakeException("Received fatal alert: access_denied"));

    assertThat(PeerAlert.in(wrapped)).hasValue(49);
    assertThat(PeerAlert.in(new SSLException("x", new TlsFatalAlertReceived((short) 80))))
        .hasValue(80);
  }

  @Test
  void failure_without_a_message_is_no_alert() {
    assertThat(PeerAlert.in(new SSLException((String) null))).isEmpty();
  }
}
