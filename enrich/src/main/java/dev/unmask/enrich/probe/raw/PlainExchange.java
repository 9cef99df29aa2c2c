package dev.unmask.enrich.probe.raw;

import dev.unmask.enrich.probe.connection.Exchange;

/** An exchange on a connection that has no TLS layer of ours: none of TLS's events can come. */
public interface PlainExchange extends Exchange {

  @Override
  default void onAlert(int description) {
    noTls();
  }

  @Override
  default void onCloseNotify() {
    noTls();
  }

  @Override
  default void onUndecryptable(String detail) {
    noTls();
  }

  @Override
  default void onRenegotiation() {
    noTls();
  }

  @Override
  default void onFlood(String detail) {
    noTls();
  }

  private void noTls() {
    onFailure(new IllegalStateException("an event of TLS, where there is none"));
  }
}
