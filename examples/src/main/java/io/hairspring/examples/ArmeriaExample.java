package io.hairspring.examples;

import com.linecorp.armeria.common.CancellationException;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.logging.RequestLog;
import com.linecorp.armeria.common.stream.CancelledSubscriptionException;
import com.linecorp.armeria.common.stream.ClosedStreamException;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.hairspring.catalog.HttpServerMetrics;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.undertow.MetricsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Armeria: a decorator measures every request, until its log says that it has ended in one way or
 * another. The metrics have a port, and threads, of their own: no event loop renders them.
 */
final class ArmeriaExample implements Example {
  private final MetricsCollector metrics = MetricsCollector.create();
  private final HttpServerMetrics requests = new HttpServerMetrics(metrics);
  private final MetricsServer exposed;
  private final Server server;

  private ArmeriaExample(int port, int metricsPort) {
    exposed = MetricsServer.builder(metrics).port(metricsPort).start();
    server =
        Server.builder()
            .http(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .service("/orders/:id", (context, request) -> taken())
            .decorator(this::measured)
            .build();
    server.start().join();
  }

  /** Starts the servers; port 0 for any free one. */
  static ArmeriaExample start(int port, int metricsPort) {
    return new ArmeriaExample(port, metricsPort);
  }

  private static HttpResponse taken() {
    return HttpResponse.of(HttpStatus.OK, MediaType.PLAIN_TEXT_UTF_8, "taken\n");
  }

  /** Measures a request, whatever serves it, under the pattern of its route: labels stay few. */
  @SuppressWarnings("FutureReturnValueIgnored") // a log always completes
  private HttpResponse measured(
      HttpService service, ServiceRequestContext context, HttpRequest request) throws Exception {
    HttpServerMetrics.Handle handle =
        requests.handle(
            context.config().route().patternString(), MethodLabel.of(request.method().name()));
    requests.began();
    context.log().whenComplete().thenAccept(log -> record(handle, log));
    return service.serve(context, request);
  }

  private void record(HttpServerMetrics.Handle handle, RequestLog log) {
    requests.ended();
    int status = log.responseStatus().code(); // 0 if there was no answer
    handle.record(
        status == 0 ? HttpStatus.INTERNAL_SERVER_ERROR.code() : status, log.totalDurationNanos());
    if (isCutOff(log.responseCause())) {
      handle.aborted();
    }
  }

  /** Returns whether an answer did not reach its client as a whole, whoever gave up. */
  private static boolean isCutOff(Throwable cause) {
    return cause instanceof ClosedStreamException
        || cause instanceof CancelledSubscriptionException
        || cause instanceof CancellationException;
  }

  @Override
  public int port() {
    return server.activeLocalPort();
  }

  @Override
  public int metricsPort() {
    return exposed.port();
  }

  @Override
  public MetricsCollector metrics() {
    return metrics;
  }

  @Override
  public void close() {
    server.close();
    exposed.close();
    metrics.close();
  }

  /** Runs the example on port 8080, its metrics on 9464. */
  public static void main(String[] args) {
    start(8080, 9464);
  }
}
