package dev.unmask.enrich.probe.connection;

import io.netty.channel.ChannelHandler;

/** A TLS layer, other than netty's own, that can say that nothing more will be sent. */
public interface CloseNotifier extends ChannelHandler {

  /** Sends a close_notify; what comes is still read. */
  void sendCloseNotify();
}
