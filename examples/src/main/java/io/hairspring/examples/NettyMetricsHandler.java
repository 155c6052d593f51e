package io.hairspring.examples;

import io.hairspring.exposition.scrape.ScrapeAnswer;
import io.hairspring.exposition.scrape.ScrapeRequest;
import io.hairspring.exposition.scrape.ScrapeService;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.concurrent.CompletableFuture;

/**
 * Metrics in a Netty pipeline, at a path and below it; other requests go on to the next handler.
 * Put it behind an aggregator. No event loop waits. Not for clients that send a request before the
 * last one was answered, unless something in the pipeline holds it back: scrapers do not.
 */
final class NettyMetricsHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private final ScrapeService service;
  private final String mounted;

  NettyMetricsHandler(ScrapeService service, String mounted) {
    this.service = service;
    this.mounted = mounted;
  }

  @Override
  public boolean acceptInboundMessage(Object message) {
    return message instanceof FullHttpRequest request
        && (path(request).equals(mounted) || path(request).startsWith(mounted + "/"));
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    int mark = request.uri().indexOf('?');
    CompletableFuture<ScrapeAnswer> asked =
        service.scrape(
            new ScrapeRequest(
                request.method().name(),
                path(request).substring(mounted.length()),
                mark < 0 ? null : request.uri().substring(mark + 1),
                request.headers()::getAll,
                () -> {
                  ChannelFuture unused = context.close();
                }));
    ChannelFutureListener left = closed -> asked.cancel(false);
    context.channel().closeFuture().addListener(left);
    CompletableFuture<ScrapeAnswer> unused =
        asked.whenComplete(
            (answer, gone) -> {
              context.channel().closeFuture().removeListener(left);
              if (answer != null) {
                send(context, answer);
              }
            });
  }

  private static String path(FullHttpRequest request) {
    int mark = request.uri().indexOf('?');
    return mark < 0 ? request.uri() : request.uri().substring(0, mark);
  }

  private static void send(ChannelHandlerContext context, ScrapeAnswer answer) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(answer.status()),
            Unpooled.wrappedBuffer(answer.body()));
    answer.headers().forEach(response.headers()::set);
    context
        .writeAndFlush(response) // on the event loop, whoever calls
        .addListener(
            written -> {
              if (written.isSuccess()) {
                answer.sent();
              } else {
                answer.disconnected(0);
              }
            })
        .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
  }
}
