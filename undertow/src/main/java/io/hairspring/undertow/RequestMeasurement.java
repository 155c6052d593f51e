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

  private final EndpointTable endpoints;
  private final Consumer<? super RequestMeasurement> sink;
  private final HttpServerMetrics metrics;
  private final Ticker ticker;
  private final Function<HttpServerExchange, Exemplar> exemplars;
  private final HttpServerExchange exchange;
  private final long startNanos;

  // Undertow hands a request's body from thread to thread with a happens-before, and ends the
  // exchange after the last read.
  private long bytesRead;

  RequestMeasurement(
      EndpointTable endpoints,
      Consumer<? super RequestMeasurement> sink,
      HttpServerMetrics metrics,
      Ticker ticker,
      Function<HttpServerExchange, Exemplar> exemplars,
      HttpServerExchange exchange) {
    this.endpoints = endpoints;
    this.sink = sink;
    this.metrics = metrics;
    this.ticker = ticker;
    this.exemplars = exemplars;
    this.exchange = exchange;
    startNanos = ticker.nanoTime();
  }

  void begin() {
    exchange.addExchangeCompleteListener(this);
    if (!exchange.isRequestComplete()) {
      exchange.addRequestWrapper(this); // what a client declares need not come
    }
  }

  @Override
  public void exchangeEvent(HttpServerExchange done, NextListener chain) {
    try {
      metrics.ended();
      long endNanos = ticker.nanoTime();
      RequestPhases phases = done.getAttachment(RequestMetricsHandler.PHASES);
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
      sink.accept(this);
      if (handle.wants(done.getStatusCode(), nanos, aborted, endNanos)) {
        handle.keep(
            SlowStory.of(
                done,
                handle,
                metrics.collector().config().clock(),
                nanos,
                requestBytes(done),
                aborted,
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
    boolean body =
        bytesRead > 0
            || done.getRequestContentLength() > 0
            || WITH_BODY.contains(done.getRequestMethod());
    return body ? bytesRead : -1;
  }

  @SuppressWarnings("CatchingUnchecked") // whatever a stranger's code throws, the request counts
  private Exemplar exemplar(HttpServerExchange done) {
    try {
      return exemplars.apply(done);
    } catch (Exception | LinkageError | StackOverflowError | AssertionError failure) {
      return NOT_TO_BE_HAD;
    }
  }

  private HttpServerMetrics.Handle handle() {
    String endpoint = exchange.getAttachment(RequestMetricsHandler.ENDPOINT);
    return endpoint != null
        ? endpoints.byEndpoint(endpoint, exchange.getRequestMethod())
        : endpoints.byPath(
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
