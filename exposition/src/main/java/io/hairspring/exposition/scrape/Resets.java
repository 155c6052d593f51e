package io.hairspring.exposition.scrape;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.view.Epoch;
import io.hairspring.collector.view.MetricsVisitor;
import io.hairspring.exposition.format.MetricsFormat;
import io.hairspring.exposition.format.MetricsJson;
import io.hairspring.exposition.negotiation.AcceptEncoding;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Closes epochs and answers with them: that of everything, of the family in the parameter {@code
 * name}, or of that family's one series whose label values are the parameters {@code label}, in the
 * order of its labels. Two resets never share an answer: each closes an epoch of its own. Resets
 * wait for their turn on a thread of their own; at most {@value #MOST_WAITING} do.
 */
final class Resets {
  private static final Logger LOGGER = System.getLogger(Resets.class.getName());
  private static final String NAME = "name";
  private static final String LABEL = "label";
  private static final Set<String> PARAMETERS = Set.of(NAME, LABEL);
  private static final int MOST_WAITING = 4_096; // each needs little until it is its turn

  private final MetricsCollector metrics;
  private final Executor executor;
  private final Deflaters deflaters;
  private final ScrapeCounts counts;
  private final RendererPool pool;
  private final AtomicInteger waiting = new AtomicInteger();

  Resets(MetricsCollector metrics, Executor executor, Deflaters deflaters, ScrapeCounts counts) {
    this.metrics = metrics;
    this.executor = executor;
    this.deflaters = deflaters;
    this.counts = counts;
    pool = new RendererPool("/metrics/reset", MetricsJson::new, metrics);
  }

  /** Answers later, on another thread; at once where the request makes no sense. */
  CompletableFuture<ScrapeAnswer> add(ScrapeRequest request, Map<String, List<String>> given) {
    List<String> names = given.getOrDefault(NAME, List.of());
    List<String> labels = given.getOrDefault(LABEL, List.of());
    // A mistyped name must not reset everything.
    boolean known = PARAMETERS.containsAll(given.keySet());
    if (!known || names.size() > 1 || (names.isEmpty() && !labels.isEmpty())) {
      counts.bad().inc();
      return CompletableFuture.completedFuture(
          ScrapeAnswer.error(
              request,
              ScrapeAnswer.BAD_REQUEST,
              "expected no parameters, or one name, and label only where one is"));
    }
    AcceptEncoding encoding = AcceptEncoding.of(request.lines("Accept-Encoding"));
    return later(request, encoding, closing(names, labels));
  }

  private Function<MetricsVisitor, Epoch> closing(List<String> names, List<String> labels) {
    if (names.isEmpty()) {
      return metrics::reset;
    }
    String name = names.get(0);
    return labels.isEmpty()
        ? visitor -> metrics.reset(name, visitor)
        : visitor -> metrics.reset(name, labels, visitor);
  }

  private CompletableFuture<ScrapeAnswer> later(
      ScrapeRequest request, AcceptEncoding encoding, Function<MetricsVisitor, Epoch> closing) {
    CompletableFuture<ScrapeAnswer> promise = new CompletableFuture<>();
    try {
      if (waiting.incrementAndGet() > MOST_WAITING) {
        throw new RejectedExecutionException("too many");
      }
      executor.execute(
          () -> {
            waiting.decrementAndGet();
            if (!promise.isDone()) { // else the client has left, and its epoch would be nobody's
              answer(promise, request, encoding, closing);
            }
          });
    } catch (Throwable full) { // also if there is no memory for a thread
      waiting.decrementAndGet();
      counts.busy().inc();
      promise.complete(
          ScrapeAnswer.error(
              request, ScrapeAnswer.UNAVAILABLE, "too many requests at once; expected fewer"));
    }
    return promise;
  }

  private void answer(
      CompletableFuture<ScrapeAnswer> promise,
      ScrapeRequest request,
      AcceptEncoding encoding,
      Function<MetricsVisitor, Epoch> closing) {
    ScrapeAnswer answer;
    try {
      answer = closed(request, encoding, closing);
    } catch (RuntimeException | Error failure) {
      LOGGER.log(Level.WARNING, "could not reset", failure);
      answer = ScrapeAnswer.error(request, ScrapeAnswer.INTERNAL_ERROR, "internal error");
    }
    if (!promise.complete(answer)) {
      answer.disconnected(0);
    }
  }

  private ScrapeAnswer closed(
      ScrapeRequest request, AcceptEncoding encoding, Function<MetricsVisitor, Epoch> closing) {
    Renderer renderer = pool.take();
    MetricsFormat format = renderer.format();
    format.begin(renderer.buffer());
    try {
      format.end(closing.apply(format));
    } catch (IllegalArgumentException unknown) {
      return ScrapeAnswer.error(
          request,
          ScrapeAnswer.NOT_FOUND,
          "no such metric or series; expected the name of one as it is exposed, and the label"
              + " values of one of its series in the order of its labels");
    }
    SharedAnswer shared = new SharedAnswer(renderer, 1, () -> {});
    if (shared.isZippedFor(encoding)) {
      shared.zip(deflaters);
    }
    return shared.answer(
        request, encoding, format.contentType(), (whole, bytes) -> shared.release());
  }
}
