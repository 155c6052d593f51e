package io.hairspring.collector.internal.latency.write;

/**
 * What each recording and each scrape touches of a stripe's cells: next to each other, so that it
 * stands on one cache line more often than on two. The JVM lays out a superclass first.
 */
abstract class HotFields extends CacheLinePadding {
  static final int[] NO_COUNTS = {};
  static final long SHARED = Long.MIN_VALUE;
  static final int NO_STRIPE = -1;
  static final int CLOSED = -2;

  // Below 2^63 ns. Written after the cells, with release; read before them, with acquire.
  long sum;

  // What the sum was before the recording begun last, at first no sum. Written before the cell and
  // after the sum of the recording before, with release; read after the cells. SHARED, for good, in
  // a shared stripe, which a scrape then tells without a look further on.
  long mark = -1;

  // How many recordings were 0, which are in no cell and not in the sum; a cell of its own.
  long zeros;

  // How often 2^63 ns were taken from the sum. Between two changes of steps.
  int wraps;

  // The layout's figure, here because each recording needs it.
  final int pageShift;

  // Whose cells these are; CLOSED, for good, when nobody is to record there any more. Of the base:
  // the only stripe that records there, NO_STRIPE when there are several. Written under the
  // recorder's lock, with release. Read plainly by the stripe's writers, who know of a change
  // before it matters, see docs/concurrency.md; of the base with acquire.
  public int stripe;

  // What to take from a cell's index to find it in grown. The owner's alone.
  int offset;

  // Where a recording looks for its cell: grown, or ASKED. The owner stores grown with release, and
  // a reader ASKED in its place by compare-and-set.
  int[] counts = NO_COUNTS;

  // Where recordings of a shared stripe go, null for an exclusive one. Written by readers in turn,
  // with release; read with acquire. Who took it before a change still writes there, but a
  // recording at most.
  SharedCells active;

  HotFields(LatencyLayout layout, int stripe) {
    this.stripe = stripe;
    pageShift = layout.pageShift();
  }
}
