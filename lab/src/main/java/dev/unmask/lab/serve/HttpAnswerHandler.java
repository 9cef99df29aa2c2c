package dev.unmask.lab.serve;

import dev.unmask.lab.scenario.HttpAnswer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Instant;
import java.util.Date;

/**
 * Answers every request alike, and keeps the connection if the client wants that; what is not HTTP
 * gets a 400.
 */
final class HttpAnswerHandler extends SimpleChannelInboundHandler<HttpObject> {
  private final HttpAnswer answer;

  HttpAnswerHandler(HttpAnswer answer) {
    this.answer = answer;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, HttpObject part) {
    if (part instanceof HttpRequest request) {
      answer(ctx, request);
    }
  }

  private void answer(ChannelHandlerContext ctx, HttpRequest request) {
    boolean understood = request.decoderResult().isSuccess();
    boolean stay = understood && HttpUtil.isKeepAlive(request);
    FullHttpResponse response = understood ? answer(ctx) : badRequest();
    if (!stay) {
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    ChannelFuture written = ctx.writeAndFlush(response);
    if (!stay) {
      written.addListener(ChannelFutureListener.CLOSE);
    }
  }

  private FullHttpResponse answer(ChannelHandlerContext ctx) {
    ByteBuf body = ByteBufUtil.writeUtf8(ctx.alloc(), answer.body());
    FullHttpResponse response = response(HttpResponseStatus.valueOf(answer.status()), body);
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, answer.contentType());
    answer
        .location()
        .ifPresent(location -> response.headers().set(HttpHeaderNames.LOCATION, location));
    return response;
  }

  private FullHttpResponse badRequest() {
    return response(HttpResponseStatus.BAD_REQUEST, Unpooled.EMPTY_BUFFER);
  }

  private FullHttpResponse response(HttpResponseStatus status, ByteBuf body) {
    FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
    response.headers().set(HttpHeaderNames.SERVER, answer.server());
    response.headers().set(HttpHeaderNames.DATE, DateFormatter.format(Date.from(Instant.now())));
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    return response;
  }
}
