package io.hairspring.examples;

import io.hairspring.catalog.HttpServerMetrics;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.scrape.ScrapeLimits;
import io.hairspring.exposition.scrape.ScrapeService;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Netty: {@link NettyMeasuringHandler} measures, {@link NettyMetricsHandler} exposes. */
final class NettyExample implements Example {
  private static final int MAX_BODY_BYTES = 64 * 1024;
  private static final byte[] TAKEN = "taken\n".getBytes(StandardCharsets.US_ASCII);

  private final MetricsCollector metrics = MetricsCollector.create();
  private final HttpServerMetrics requests = new HttpServerMetrics(metrics);
  private final ScrapeService scrapes;
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
  private final Channel server;

  private NettyExample(int port, ScrapeLimits limits) {
    scrapes = ScrapeService.builder(metrics).limits(limits).build();
    server =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(new HttpServerCodec())
                        .addLast(new HttpServerKeepAliveHandler())
                        .addLast(new HttpObjectAggregator(MAX_BODY_BYTES))
                        .addLast(new NettyMetricsHandler(scrapes, "/metrics"))
                        .addLast(new NettyMeasuringHandler(requests, NettyExample::endpoint))
                        .addLast(new Answers());
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .syncUninterruptibly()
            .channel();
  }

  /** Starts the server; port 0 for any free one. */
  static NettyExample start(int port, ScrapeLimits limits) {
    return new NettyExample(port, limits);
  }

  @Override
  public int port() {
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  @Override
  public MetricsCollector metrics() {
    return metrics;
  }

  @Override
  public void close() {
    server.close().syncUninterruptibly();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    scrapes.close();
    metrics.close();
  }

  /** Answers orders. */
  private static final class Answers extends SimpleChannelInboundHandler<FullHttpRequest> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      String path = new QueryStringDecoder(request.uri()).path();
      ChannelFuture unused =
          context.writeAndFlush(
              response(isKnown(path) ? HttpResponseStatus.OK : HttpResponseStatus.NOT_FOUND));
    }
  }

  private static boolean isKnown(String path) {
    return path.equals("/orders") || path.startsWith("/orders/");
  }

  /** Returns what stands for a path: labels stay few. */
  private static String endpoint(HttpRequest request) {
    return isKnown(new QueryStringDecoder(request.uri()).path()) ? "/orders" : "other";
  }

  private static FullHttpResponse response(HttpResponseStatus status) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(TAKEN));
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/plain");
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, TAKEN.length);
    return response;
  }

  /** Runs the example on port 8080. */
  public static void main(String[] args) {
    start(8080, ScrapeLimits.DEFAULTS);
  }
}
