package io.hairspring.examples;

import io.hairspring.catalog.HttpServerMetrics;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Function;

/**
 * Measures the requests of a Netty pipeline, each until the last of its answer was written. Put it
 * before the handlers that answer; one for each channel. On the event loop of the channel alone.
 */
final class NettyMeasuringHandler extends ChannelDuplexHandler {
  private final HttpServerMetrics requests;
  private final Function<HttpRequest, String> endpoint;
  private final Queue<Started> started = new ArrayDeque<>(); // clients may send before an answer

  /**
   * Measures requests.
   *
   * @param endpoint one of few words for the path asked for
   */
  NettyMeasuringHandler(HttpServerMetrics requests, Function<HttpRequest, String> endpoint) {
    this.requests = requests;
    this.endpoint = endpoint;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (message instanceof HttpRequest request) {
      String method = MethodLabel.of(request.method().name());
      started.add(new Started(requests.handle(endpoint.apply(request), method)));
      requests.began();
    }
    super.channelRead(context, message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
      throws Exception {
    if (message instanceof HttpResponse response && !started.isEmpty()) {
      started.peek().status = response.status().code();
    }
    ChannelPromise written = promise.unvoid();
    if (message instanceof LastHttpContent && !started.isEmpty()) {
      Started answered = started.remove();
      written.addListener(done -> end(answered, !done.isSuccess()));
    }
    super.write(context, message, written);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    for (Started unanswered; (unanswered = started.poll()) != null; ) {
      end(unanswered, true);
    }
    super.channelInactive(context);
  }

  private void end(Started request, boolean aborted) {
    requests.ended();
    request.handle.record(request.status, System.nanoTime() - request.nanos);
    if (aborted) {
      request.handle.aborted();
    }
  }

  /** A request that was not answered whole. */
  private static final class Started {
    private final HttpServerMetrics.Handle handle;
    private final long nanos = System.nanoTime();
    private int status = 500; // until an answer says another

    Started(HttpServerMetrics.Handle handle) {
      this.handle = handle;
    }
  }
}
