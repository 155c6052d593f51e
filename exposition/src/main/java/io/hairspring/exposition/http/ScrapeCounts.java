package io.hairspring.exposition.http;

import java.util.concurrent.atomic.LongAdder;

/**
 * What became of scrapes that were not simply answered.
 *
 * @param refused answered 503, because too many were under way
 * @param shared answered with a rendering that another scrape had asked for
 * @param timedOut answered 503, because no answer could begin in time
 * @param cutOff disconnected, because the client took too long to read its answer
 */
record ScrapeCounts(LongAdder refused, LongAdder shared, LongAdder timedOut, LongAdder cutOff) {
  ScrapeCounts() {
    this(new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
  }
}
