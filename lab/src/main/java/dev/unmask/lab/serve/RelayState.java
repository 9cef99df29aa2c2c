package dev.unmask.lab.serve;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;

/** Where a relayed connection is, with what it has then; {@link RelayHandler} has the picture. */
sealed interface RelayState {

  /** Not enough has come of the client. */
  record Reading(ByteBuf received) implements RelayState {}

  /**
   * The origin has been dialled; the client waits.
   *
   * @param ended whether the client has sent its FIN
   */
  record Dialling(ByteBuf received, boolean ended) implements RelayState {}

  /** The handshake goes both ways. */
  record Handshaking(Channel origin, HandshakeRecords fromClient, HandshakeRecords fromOrigin)
      implements RelayState {
    boolean over() {
      return fromClient.finished() && fromOrigin.finished();
    }
  }

  /** Everything goes both ways. */
  record Forwarding(Channel origin) implements RelayState {}

  /** The handshake is over, the origin gone; the client may talk. */
  record Holding() implements RelayState {}

  /** The same, and the client is talked to in a protocol of the relay's own. */
  record Switched() implements RelayState {}

  /** Nothing more is done for the client. */
  record Ended() implements RelayState {}
}
