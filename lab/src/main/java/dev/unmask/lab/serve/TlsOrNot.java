package dev.unmask.lab.serve;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandler;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * First in a TLS server's pipeline: makes way for its TLS handler once a record has begun, answers
 * a request in clear with a 400, if the server speaks HTTP, and ends everything else.
 */
final class TlsOrNot extends ByteToMessageDecoder {
  private static final int RECORD_HEADER = 5;
  private static final String CRLF = "\r\n";

  private final Supplier<ChannelHandler> tls;
  private final Optional<String> httpServer;

  /**
   * @param tls asked for at most once
   * @param httpServer the Server header of one that speaks HTTP
   */
  TlsOrNot(Supplier<ChannelHandler> tls, Optional<String> httpServer) {
    this.tls = tls;
    this.httpServer = httpServer;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (in.readableBytes() < RECORD_HEADER) {
      return;
    }
    if (SslHandler.isEncrypted(in, false)) {
      ctx.pipeline().replace(this, "tls", tls.get());
    } else {
      boolean request = isMethod(in);
      in.skipBytes(in.readableBytes());
      ctx.writeAndFlush(
              httpServer
                  .filter(server -> request)
                  .map(TlsOrNot::badRequest)
                  .orElse(Unpooled.EMPTY_BUFFER))
          .addListener(ChannelFutureListener.CLOSE);
    }
  }

  /** RFC 9110 9.1: methods that matter are of capital letters. */
  private static boolean isMethod(ByteBuf in) {
    for (int i = 0; i < 3; i++) {
      byte letter = in.getByte(in.readerIndex() + i);
      if (letter < 'A' || letter > 'Z') {
        return false;
      }
    }
    return true;
  }

  private static ByteBuf badRequest(String server) {
    String head =
        String.join(
            CRLF,
            "HTTP/1.1 400 Bad Request",
            "Server: " + server,
            "Content-Length: 0",
            "Connection: close",
            CRLF);
    return Unpooled.copiedBuffer(head, StandardCharsets.US_ASCII);
  }
}
