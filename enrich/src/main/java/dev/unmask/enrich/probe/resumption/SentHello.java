package dev.unmask.enrich.probe.resumption;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

/**
 * Reads our own ClientHello on its way out, beneath the TLS engine: whether it offers a session. An
 * engine drops one in silence when it thinks it unfit, and a host that was not offered one cannot
 * have refused it.
 */
final class SentHello extends ChannelOutboundHandlerAdapter {

  /** Record header, message header, legacy_version, random (RFC 8446 5.1, 4, 4.1.2). */
  private static final int BEFORE_SESSION_ID = 5 + 4 + 2 + 32;

  private static final int SESSION_TICKET = 35;
  private static final int PRE_SHARED_KEY = 41;
  private static final int SUPPORTED_VERSIONS = 43;
  private static final int TLS_1_3 = 0x0304;

  private boolean sent;
  private boolean offering;

  boolean offersSession() {
    return offering;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (!sent) {
      sent = true;
      offering = offersSession(((ByteBuf) message).slice());
    }
    context.write(message, promise);
  }

  /**
   * By pre_shared_key (RFC 8446 4.2.11), by a ticket that is not empty (RFC 5077 3.2), or by a
   * session id (RFC 5246 7.4.1.2), which with TLS 1.3 is for show (RFC 8446 D.4).
   *
   * @param hello its first record, or the beginning of it
   */
  static boolean offersSession(ByteBuf hello) {
    hello.skipBytes(BEFORE_SESSION_ID);
    int sessionId = hello.readUnsignedByte();
    hello.skipBytes(sessionId);
    hello.skipBytes(hello.readUnsignedShort());
    hello.skipBytes(hello.readUnsignedByte());
    hello.skipBytes(2);
    boolean forShow = false;
    while (hello.isReadable(4)) {
      int type = hello.readUnsignedShort();
      int length = hello.readUnsignedShort();
      if (type == PRE_SHARED_KEY || (type == SESSION_TICKET && length > 0)) {
        return true;
      }
      ByteBuf content = hello.readSlice(Math.min(length, hello.readableBytes()));
      forShow |= type == SUPPORTED_VERSIONS && listsTls13(content);
    }
    return sessionId > 0 && !forShow;
  }

  private static boolean listsTls13(ByteBuf versions) {
    versions.skipBytes(1);
    boolean listed = false;
    while (versions.isReadable(2)) {
      listed |= versions.readUnsignedShort() == TLS_1_3;
    }
    return listed;
  }
}
