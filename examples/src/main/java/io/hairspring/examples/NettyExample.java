package io.hairspring.examples;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.catalog.HttpServerMetrics;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
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
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Netty: the request is recorded when its answer was written, the metrics off the event loop. */
final class NettyExample implements Example {
  private static final int MAX_BODY_BYTES = 64 * 1024;
  private static final byte[] TAKEN = "taken\n".getBytes(StandardCharsets.US_ASCII);

  private final MetricsCollector metrics = MetricsCollector.create();
  private final HttpServerMetrics requests = new HttpServerMetrics(metrics);
  private final ExecutorService scrapes = Executors.newSingleThreadExecutor();
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
  private final Channel server;

  private NettyExample(int port) {
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
                        .addLast(new Answers());
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .syncUninterruptibly()
            .channel();
  }

  /** Starts the server; port 0 for any free one. */
  static NettyExample start(int port) {
    return new NettyExample(port);
  }

  @Override
  public int port() {
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  @Override
  public void close() {
    server.close().syncUninterruptibly();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    scrapes.shutdown();
    metrics.close();
  }

  /** Answers orders, and whoever asks for the metrics. */
  private final class Answers extends SimpleChannelInboundHandler<FullHttpRequest> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      String path = new QueryStringDecoder(request.uri()).path();
      if (path.equals("/metrics")) {
        scrapes.execute(
            () ->
                context
                    .writeAndFlush(
                        response(
                            HttpResponseStatus.OK,
                            MetricsPage.contentType(),
                            MetricsPage.render(metrics)))
                    .addListener(ChannelFutureListener.CLOSE_ON_FAILURE));
        return;
      }
      boolean known = path.equals("/orders") || path.startsWith("/orders/");
      String endpoint = known ? "/orders" : "other"; // not the path asked for: labels stay few
      String method = MetricsPage.method(request.method().name());
      HttpResponseStatus status = known ? HttpResponseStatus.OK : HttpResponseStatus.NOT_FOUND;
      long start = System.nanoTime();
      requests.began();
      context
          .writeAndFlush(response(status, "text/plain", TAKEN))
          .addListener(
              written -> {
                requests.ended();
                HttpServerMetrics.Handle handle = requests.handle(endpoint, method);
                handle.record(status.code(), System.nanoTime() - start);
                if (!written.isSuccess()) {
                  handle.aborted();
                }
              });
    }
  }

  private static FullHttpResponse response(HttpResponseStatus status, String type, byte[] body) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
    return response;
  }

  /** Runs the example on port 8080. */
  public static void main(String[] args) {
    start(8080);
  }
}
