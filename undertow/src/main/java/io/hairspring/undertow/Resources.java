package io.hairspring.undertow;

import io.hairspring.collector.MetricsCollector;

/**
 * What routes work with.
 *
 * @param threads that render, reset, check and ask
 * @param deflaters for answers in gzip
 * @param places for answers that are rendered or read
 * @param counts of what is done and refused
 * @param limits of clients
 */
record Resources(
    MetricsThreads threads,
    Deflaters deflaters,
    AnswerPlaces places,
    ServerMetrics counts,
    ServerLimits limits)
    implements AutoCloseable {
  static Resources of(MetricsCollector metrics, ServerLimits limits) {
    return new Resources(
        new MetricsThreads(),
        new Deflaters(),
        new AnswerPlaces(limits.answers()),
        new ServerMetrics(metrics),
        limits);
  }

  @Override
  public void close() {
    threads.close();
    deflaters.close();
  }
}
