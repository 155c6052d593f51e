package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.internal.series.SeriesReader;
import io.hairspring.collector.internal.stripe.DoubleSum;
import io.hairspring.collector.internal.stripe.ExactSum;
import io.hairspring.collector.internal.stripe.StripeReader;
import io.hairspring.collector.internal.stripe.Stripes;
import io.hairspring.collector.view.DistributionView;
import io.hairspring.collector.view.ExemplarView;
import io.hairspring.collector.view.MetricsVisitor;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Shows histograms. The count is the sum of the buckets, so the two always agree. Belongs to one
 * collection at a time.
 */
final class HistogramReader
    implements SeriesReader<StripedHistogram>, DistributionView, StripeReader.Copied {
  private final double[] bounds;
  private final long[] cumulative;
  private final long[] copy;
  private final ExactSum total = new ExactSum();
  private long halves; // how many recordings were read without all of their sum
  private StripedHistogram shown;

  HistogramReader(double[] bounds) {
    this.bounds = bounds;
    cumulative = new long[bounds.length + 1];
    copy = new long[StripedHistogram.cells(bounds)];
  }

  @Override
  public void show(StripedHistogram histogram, MetricsVisitor visitor, boolean closeEpoch) {
    read(histogram);
    long[] all = closeEpoch ? cumulative.clone() : null;
    ExactSum sumOfAll = closeEpoch ? total.copy() : null;
    if (histogram.baseline != null) {
      for (int i = 0; i < cumulative.length; i++) {
        cumulative[i] -= histogram.baseline[i];
      }
      total.subtract(histogram.baselineSum);
    }
    shown = histogram;
    visitor.histogram(histogram, this);
    if (closeEpoch) {
      histogram.baseline = all;
      histogram.baselineSum = sumOfAll;
    }
  }

  /** Reads all that was recorded, cumulative by bucket. */
  private void read(StripedHistogram histogram) {
    boolean whole = !histogram.sum.hasDigits() && readStripes(histogram);
    if (histogram.sum.hasDigits()) { // also if they came meanwhile
      whole = readWithDigits(histogram);
    }
    for (int i = 1; i < cumulative.length; i++) {
      cumulative[i] += cumulative[i - 1];
    }
    histogram.halves = whole ? 0 : halves;
    if (!whole) {
      histogram.losses.torn();
    }
  }

  private boolean readStripes(StripedHistogram histogram) {
    StripeReader reader = histogram.stripes().reader();
    boolean mayWait = histogram.halves == 0;
    clear();
    boolean whole = reader.read(histogram.address(), copy, this, mayWait);
    if (whole || mayWait || halves == histogram.halves) {
      return whole;
    }
    clear();
    return reader.read(histogram.address(), copy, this, true);
  }

  private void clear() {
    Arrays.fill(cumulative, 0);
    total.clear();
    halves = 0;
  }

  @Override
  public boolean areWhole() {
    long count = 0;
    for (int i = StripedHistogram.BUCKETS; i < copy.length; i++) {
      count += copy[i];
    }
    return count == copy[StripedHistogram.NUMBER];
  }

  @Override
  public void add() {
    DoubleSum.addTo(total, copy, StripedHistogram.SUM);
    for (int i = 0; i < cumulative.length; i++) {
      cumulative[i] += copy[StripedHistogram.BUCKETS + i];
      halves += copy[StripedHistogram.BUCKETS + i];
    }
    halves -= copy[StripedHistogram.NUMBER];
  }

  /** As reading stripe by stripe, but of all at once: digits cannot be told apart by stripe. */
  private boolean readWithDigits(StripedHistogram histogram) {
    Stripes stripes = histogram.stripes();
    int tries = 0;
    do {
      clear();
      long number = stripes.reader().sum(histogram.address() + StripedHistogram.NUMBER);
      VarHandle.acquireFence();
      histogram.sum.addTo(total);
      VarHandle.acquireFence();
      for (int i = 0; i < cumulative.length; i++) {
        cumulative[i] = stripes.reader().sum(histogram.address() + StripedHistogram.BUCKETS + i);
        halves += cumulative[i];
      }
      halves -= number;
      if (halves == 0) {
        return true;
      }
    } while (StripeReader.isTriedAgain(++tries, halves != histogram.halves));
    return false;
  }

  @Override
  public long count() {
    return cumulative[bounds.length];
  }

  @Override
  public double sum() {
    return total.value();
  }

  @Override
  public int bounds() {
    return bounds.length;
  }

  @Override
  public double bound(int i) {
    return bounds[i];
  }

  @Override
  public long cumulativeCount(int i) {
    return cumulative[i];
  }

  @Override
  public ExemplarView exemplar(int i) {
    return shown.exemplar(i);
  }
}
