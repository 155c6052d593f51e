package io.hairspring.collector.source;

/**
 * Somebody who keeps figures outside the collector and tells them when asked, all at one time: a
 * worker pool, a connection to be tried, another metrics library.
 *
 * <p>Asked on a daemon thread of its own, never twice at the same time, and never while the
 * registry is read, so it may block: a collection waits for it no longer than its time limit, and
 * then shows what it told before.
 */
@FunctionalInterface
public interface MetricsSource {
  /**
   * Writes every series there is now. What is not written this time is shown no more.
   *
   * @param sink takes series of declared families; of no use after this method returns
   * @throws Exception if the figures cannot be had; nothing of this source is shown then, not even
   *     what was written before, and the failure is counted
   */
  void collect(MetricsSink sink) throws Exception;
}
