package dev.unmask.lab.serve;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;

/** What a relay does with the bytes that a client began with. */
sealed interface Decision {
  /** Waits for more of them. */
  record Wait() implements Decision {}

  /** Opens its connection there, and passes them on. */
  record Dial(InetSocketAddress target) implements Decision {}

  /** Leaves them to the VPN server on the same port. */
  record ToVpn() implements Decision {}

  /** Says something of its own, and closes. */
  record Say(ByteBuf bytes) implements Decision {}

  record Close() implements Decision {}
}
