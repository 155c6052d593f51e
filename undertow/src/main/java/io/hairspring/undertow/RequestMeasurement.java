package io.hairspring.undertow;

import io.hairspring.catalog.HttpServerMetrics;
import io.hairspring.catalog.Slo;
import io.hairspring.collector.Exemplar;
import io.hairspring.collector.Ticker;
import io.undertow.server.ConduitWrapper;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.ConduitFactory;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/** One request under way, and what is recorded when it has ended. */
final class RequestMeasurement extends EndedRequest
    implements ExchangeCompletionListener, ConduitWrapper<StreamSourceConduit> {
  /** Cannot be shown, so that it is refused and counted where it is offered. */
  private static final Exemplar NOT_TO_BE_HAD = Exemplar.of("", "");

  /** Methods whose requests have a body, if only an empty one. */
  private static final Set<HttpString> WITH_BODY = Set.of(Methods.POST, Methods.PUT, Methods.PATCH);

  private final Means means;
  private final HttpServerExchange exchange;
  private final long startNanos;
  private final boolean hasBody; // or may have

  // Undertow hands a request's body from thread to thread with a happens-before, and ends the
  // exchange after the last read.
  private long bytesRead;
  private RequestPhases phases; // null unless told by a handler

  /** What all requests of a handler are measured with; one reference for each request to keep. */
  record Means(
      EndpointTable endpoints,
      Consumer<? super RequestMeasurement> sink,
      HttpServerMetrics metrics,
      Ticker ticker,
      Function<HttpServerExchange, Exemplar> exemplars) {}

  RequestMeasurement(Means means, HttpServerExchange exchange) {
    this.means = means;
    this.exchange = exchange;
    startNanos = means.ticker.nanoTime();
    hasBody = !exchange.isRequestComplete();
  }

  void begin() {
    means.metrics.began();
    exchange.addExchangeCompleteListener(this);
    if (hasBody) {
      exchange.addRequestWrapper(this); // what a client declares need not come
    }
  }

  boolean isOf(HttpServerExchange other) {
    return exchange == other;
  }

  /** Is told where the time goes. */
  void tell(RequestPhases told) {
    phases = told;
  }

  @Override
  public void exchangeEvent(HttpServerExchange done, NextListener chain) {
    try {
      means.metrics.ended();
      long endNanos = means.ticker.nanoTime();
      if (phases == null) {
        phases = done.getAttachment(RequestMetricsHandler.PHASES);
      }
      if (phases != null) {
        phases.ended(startNanos, endNanos);
      }
      HttpServerMetrics.Handle handle = handle();
      long nanos = endNanos - startNanos;
      boolean aborted = Responses.wasAborted(done);
      Exemplar exemplar = exemplar(done);
      set(
          handle,
          done.getStatusCode(),
          nanos,
          requestBytes(done),
          done.getResponseBytesSent(),
          aborted,
          exemplar);
      means.sink.accept(this);
      if (handle.wants(done.getStatusCode(), nanos, aborted, endNanos)) {
        handle.keep(
            SlowStory.of(
                done,
                handle,
                means.metrics.collector().config().clock(),
                nanos,
                requestBytes(done),
                aborted,
                phases,
                exemplar),
            endNanos);
      }
    } finally {
      chain.proceed(); // the exchange must end even where measuring it failed
    }
  }

  /** Counts the request for an objective, if it is one of those. */
  void countFor(Slo objective, Predicate<HttpServerExchange> which) {
    if (which.test(exchange)) {
      countFor(objective);
    }
  }

  /** Returns what was read of the body; -1 if there was none, which some clients declare as 0. */
  private long requestBytes(HttpServerExchange done) {
    boolean body = hasBody && (bytesRead > 0 || done.getRequestContentLength() > 0);
    return body || isWithBody(done.getRequestMethod()) ? bytesRead : -1;
  }

  private static boolean isWithBody(HttpString method) {
    return !method.equals(Methods.GET) && WITH_BODY.contains(method); // most are GET
  }

  @SuppressWarnings("CatchingUnchecked") // whatever a stranger's code throws, the request counts
  private Exemplar exemplar(HttpServerExchange done) {
    try {
      return means.exemplars.apply(done);
    } catch (Exception | LinkageError | StackOverflowError | AssertionError failure) {
      return NOT_TO_BE_HAD;
    }
  }

  private HttpServerMetrics.Handle handle() {
    String endpoint = exchange.getAttachment(RequestMetricsHandler.ENDPOINT);
    return endpoint != null
        ? means.endpoints.byEndpoint(endpoint, exchange.getRequestMethod())
        : means.endpoints.byPath(
            exchange.getRequestPath(), exchange.getRequestMethod(), exchange.getStatusCode());
  }

  @Override
  public StreamSourceConduit wrap(
      ConduitFactory<StreamSourceConduit> factory, HttpServerExchange wrapped) {
    return new CountingSource(factory.create());
  }

  /** Counts what is read of a body. */
  private final class CountingSource extends AbstractStreamSourceConduit<StreamSourceConduit> {
    CountingSource(StreamSourceConduit next) {
      super(next);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      return (int) counted(super.read(target));
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
      return counted(super.read(targets, offset, length));
    }

    @Override
    public long transferTo(long position, long count, FileChannel target) throws IOException {
      return counted(super.transferTo(position, count, target));
    }

    @Override
    public long transferTo(long count, ByteBuffer throughBuffer, StreamSinkChannel target)
        throws IOException {
      long moved = super.transferTo(count, throughBuffer, target);
      // What is left in the buffer was read as well; the caller writes it to the target.
      if (moved >= 0) {
        bytesRead += moved + throughBuffer.remaining();
      }
      return moved;
    }

    private long counted(long n) {
      if (n > 0) {
        bytesRead += n;
      }
      return n;
    }
  }
}
