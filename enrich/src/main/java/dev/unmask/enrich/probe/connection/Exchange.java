package dev.unmask.enrich.probe.connection;

/**
 * One probe's exchange over a connection that stands: a state machine that these events move. They
 * come one at a time, on the connection's event loop, until it calls {@link Connection#detach()};
 * afterwards none comes.
 */
public interface Exchange {

  /** Bytes came; decrypted where there is TLS. */
  void onBytes(byte[] bytes);

  /** An alert came that decrypts, and is no close_notify. */
  void onAlert(int description);

  /** A close_notify came that decrypts. */
  void onCloseNotify();

  /** Bytes came that do not decrypt, or are no TLS. */
  void onUndecryptable(String detail);

  /** The peer wants to shake hands anew (TLS 1.2), for a client certificate mostly; we do not. */
  void onRenegotiation();

  /**
   * More came than our engine follows of what TLS has beside application data: empty records,
   * KeyUpdates, warnings. They decrypt.
   */
  void onFlood(String detail);

  /** The connection is no more. */
  void onEnd(Ending ending);

  /** The time given to the exchange is over. */
  void onDeadline();

  /** Something of ours went wrong. */
  void onFailure(Throwable failure);
}
